/** Which IP addresses are not on the public internet (IANA special-purpose registries, RFC 6890 and its updates). */
import { BlockList, isIP, isIPv4, isIPv6 } from "node:net";

const NOT_PUBLIC_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

const NOT_PUBLIC_V6 = [
  ["::", 127],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const;

/** IPv6 prefixes that carry an IPv4 address, and the group (of 8) where it begins: mapped, NAT64, 6to4. */
const CARRIERS = [
  { prefix: "::ffff:0:0", bits: 96, group: 6 },
  { prefix: "64:ff9b::", bits: 96, group: 6 },
  { prefix: "2002::", bits: 16, group: 1 },
] as const;

const notPublic = new BlockList();
for (const [network, bits] of NOT_PUBLIC_V4) notPublic.addSubnet(network, bits, "ipv4");
for (const [network, bits] of NOT_PUBLIC_V6) notPublic.addSubnet(network, bits, "ipv6");

/** True for loopback, private, link-local, multicast, reserved and unreadable addresses. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return notPublic.check(address, "ipv4");
  if (!isIPv6(address)) return true;
  if (notPublic.check(address, "ipv6")) return true;
  const carried = carriedIPv4(address);
  return carried !== null && notPublic.check(carried, "ipv4");
}

/** The host of a URL as an IP address, or null when it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? null : bare;
}

function carriedIPv4(address: string): string | null {
  for (const { prefix, bits, group } of CARRIERS) {
    const network = new BlockList();
    network.addSubnet(prefix, bits, "ipv6");
    if (!network.check(address, "ipv6")) continue;
    const groups = ipv6Groups(address);
    const high = groups[group] ?? 0;
    const low = groups[group + 1] ?? 0;
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return null;
}

function ipv6Groups(address: string): number[] {
  // The URL parser writes any IPv6 address in its canonical form, without a dotted tail.
  const canonical = new URL(`http://[${address.split("%")[0]}]/`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const parse = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const start = parse(head);
  const end = tail === undefined ? [] : parse(tail);
  return [...start, ...new Array<number>(8 - start.length - end.length).fill(0), ...end];
}
