/**
 * The one way out of the machine: https to public addresses, redirects checked one by one, credentials never carried
 * to another host. Only the address that the operator has set may be plain http or private.
 */
import { lookup as lookupCallback } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, request } from "undici";
import { userError } from "../issues.ts";
import { isPrivateAddress, literalAddress } from "./private-address.ts";

const CONNECT_MILLISECONDS = 15_000;
/** Longest silence before the headers, and between two pieces of the body. */
const SILENCE_MILLISECONDS = 30_000;
const MOST_REDIRECTS = 8;

export interface GuardedRequest {
  readonly url: URL;
  readonly method?: "GET" | "HEAD";
  readonly headers?: { readonly [name: string]: string };
  readonly signal?: AbortSignal | undefined;
}

export interface GuardedHop {
  readonly url: URL;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
}

export interface GuardedResponse extends GuardedHop {
  /** All answers on the way, redirects first; the last one is this response. */
  readonly hops: readonly GuardedHop[];
  /** Must be read to its end, or closed with `dropBody`. */
  readonly body: Readable;
}

export class GuardedFetcher {
  readonly #trusted: URL | null;
  readonly #open = new Agent({ connect: { timeout: CONNECT_MILLISECONDS } });
  readonly #guarded = new Agent({ connect: { timeout: CONNECT_MILLISECONDS, lookup: publicLookup } });
  #trustedIsPrivate: Promise<boolean> | undefined;

  /** `trusted`: the address set by the operator; null when every address comes from data. */
  constructor(trusted: URL | null) {
    this.#trusted = trusted;
  }

  /** @throws UserError `address-refused` when a rule forbids the address; undici's own errors for network trouble. */
  async fetch(wanted: GuardedRequest): Promise<GuardedResponse> {
    const hops: GuardedHop[] = [];
    let url = wanted.url;
    while (hops.length <= MOST_REDIRECTS) {
      const response = await request(url, {
        method: wanted.method ?? "GET",
        headers: headersFor(wanted, url),
        dispatcher: await this.#dispatcherFor(url),
        headersTimeout: SILENCE_MILLISECONDS,
        bodyTimeout: SILENCE_MILLISECONDS,
        signal: wanted.signal ?? null,
      });
      const hop = { url, status: response.statusCode, headers: flattened(response.headers) };
      hops.push(hop);
      const next = redirectTarget(hop);
      if (next === null) return { ...hop, hops, body: response.body };
      await response.body.dump();
      url = next;
    }
    throw refused(wanted.url, "too-many-redirects");
  }

  async close(): Promise<void> {
    await Promise.all([this.#open.destroy(), this.#guarded.destroy()]);
  }

  async #dispatcherFor(url: URL): Promise<Agent> {
    if (url.protocol !== "http:" && url.protocol !== "https:") throw refused(url, "not-https");
    if (url.username !== "" || url.password !== "") throw refused(url, "credentials-in-address");
    if (this.#trusted !== null && url.origin === this.#trusted.origin) return this.#open;
    const nearby = await this.#isTrustedPrivate();
    const target = literalAddress(url.hostname);
    // An operator's own mirror inside a private network may hand over to another machine of that network.
    if (nearby && (await isPrivateHost(url.hostname))) return this.#open;
    if (url.protocol !== "https:") throw refused(url, "not-https");
    // `lookup` is not asked about literal addresses.
    if (target !== null && isPrivateAddress(target)) throw refused(url, "private-address");
    return this.#guarded;
  }

  #isTrustedPrivate(): Promise<boolean> {
    this.#trustedIsPrivate ??=
      this.#trusted === null ? Promise.resolve(false) : isPrivateHost(this.#trusted.hostname);
    return this.#trustedIsPrivate;
  }
}

/** Reads a body that must be small. @throws UserError `download-too-large` beyond `limit` bytes. */
export async function readLimited(response: GuardedResponse, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    const part: Buffer = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > limit) {
      dropBody(response);
      throw userError({ code: "download-too-large", facts: { url: response.url.href, limit } });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Closes an answer whose body nobody wants. */
export function dropBody(response: GuardedResponse): void {
  // Closing early is reported as an error of the stream; here it is the intention.
  response.body.on("error", () => undefined).destroy();
}

/** Resolves names as usual and refuses to connect when any of the answers is not public. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookupCallback(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, "");
    const first = addresses[0];
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(refused(new URL(`https://${hostname}/`), "private-address"), "");
    }
    if (options.all === true) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

async function isPrivateHost(hostname: string): Promise<boolean> {
  const literal = literalAddress(hostname);
  if (literal !== null) return isPrivateAddress(literal);
  try {
    return (await lookup(hostname, { all: true })).every(({ address }) => isPrivateAddress(address));
  } catch {
    return false;
  }
}

/** Credentials go to the host they were given for and to no other. */
function headersFor(wanted: GuardedRequest, url: URL): { [name: string]: string } {
  const headers = { "user-agent": "fuseline", "accept-encoding": "identity", ...wanted.headers };
  if (url.origin === wanted.url.origin) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"),
  );
}

function redirectTarget(hop: GuardedHop): URL | null {
  const { location } = hop.headers;
  if (![301, 302, 303, 307, 308].includes(hop.status) || location === undefined) return null;
  if (!URL.canParse(location, hop.url)) throw refused(hop.url, "bad-redirect");
  return new URL(location, hop.url);
}

function flattened(headers: { readonly [name: string]: string | string[] | undefined }): {
  [name: string]: string;
} {
  const flat: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

type Reason =
  | "not-https"
  | "private-address"
  | "credentials-in-address"
  | "too-many-redirects"
  | "bad-redirect";

function refused(url: URL, reason: Reason): Error {
  // The address without its query: it may hold a signature.
  return userError({ code: "address-refused", facts: { url: `${url.origin}${url.pathname}`, reason } });
}
