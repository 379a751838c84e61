/** Which Host and Origin are ours. A page elsewhere can reach loopback, and can point its own name at it. */

export interface KnownHosts {
  /** Values of the Host header we answer to. */
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** `publicUrls`: addresses under which a proxy or another machine reaches this server. */
export function knownHosts(listen: {
  host: string;
  port: number;
  publicUrls: readonly string[];
}): KnownHosts {
  const hosts = new Set<string>();
  const origins = new Set<string>();
  for (const name of isLoopback(listen.host) ? LOOPBACK : [...LOOPBACK, bracketed(listen.host)]) {
    hosts.add(`${name}:${listen.port}`);
    origins.add(`http://${name}:${listen.port}`);
    if (listen.port === 80) {
      hosts.add(name);
      origins.add(`http://${name}`);
    }
  }
  for (const address of listen.publicUrls) {
    const url = new URL(address);
    hosts.add(url.host);
    origins.add(url.origin);
  }
  return { hosts, origins };
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
