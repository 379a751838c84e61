import { describe, expect, test } from "vitest";
import { isPrivateAddress, literalAddress } from "./private-address.ts";

describe("addresses that are not on the public internet", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "not an address",
  ])("%s", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each([
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2002:808:808::",
  ])("%s is public", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  test("hosts of URLs: brackets are taken off, names are not addresses", () => {
    expect(literalAddress(new URL("http://[::1]/").hostname)).toBe("::1");
    // The URL parser turns every spelling of an IPv4 address into the plain one.
    expect(literalAddress(new URL("http://0x7f.1/").hostname)).toBe("127.0.0.1");
    expect(literalAddress("example.org")).toBeNull();
  });
});
