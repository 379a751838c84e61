import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "@fuseline/schema";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GuardedFetcher, readLimited } from "./guarded-fetcher.ts";

let server: Server;
let other: Server;
let base: URL;
const seen: { path: string; authorization: string | undefined }[] = [];
let fetcher: GuardedFetcher | null = null;

function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  const created = createServer(handler);
  return new Promise((ready) => created.listen(0, "127.0.0.1", () => ready(created)));
}
const portOf = (of: Server): number => (of.address() as AddressInfo).port;

beforeAll(async () => {
  other = await listen((request, response) => {
    seen.push({ path: `other${request.url}`, authorization: request.headers.authorization });
    response.end("elsewhere");
  });
  server = await listen((request, response) => {
    seen.push({ path: request.url ?? "", authorization: request.headers.authorization });
    if (request.url === "/away")
      response.writeHead(302, { location: `http://127.0.0.1:${portOf(other)}/file` }).end();
    else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (request.url === "/file-scheme")
      response.writeHead(302, { location: "file:///etc/passwd" }).end();
    else response.end("x".repeat(1000));
  });
  base = new URL(`http://127.0.0.1:${portOf(server)}/`);
});
afterEach(async () => {
  seen.length = 0;
  await fetcher?.close();
});
afterAll(() => {
  server.close();
  other.close();
});

async function reasonOf(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return error.issue.facts.reason ?? error.issue.code;
}

describe("without an address set by the operator", () => {
  test("private addresses, plain http and credentials in the address are refused before a connection is made", async () => {
    fetcher = new GuardedFetcher(null);
    expect(await reasonOf(fetcher.fetch({ url: base }))).toBe("not-https");
    expect(await reasonOf(fetcher.fetch({ url: new URL("https://169.254.169.254/latest") }))).toBe(
      "private-address",
    );
    expect(await reasonOf(fetcher.fetch({ url: new URL("https://[::ffff:7f00:1]/") }))).toBe(
      "private-address",
    );
    expect(await reasonOf(fetcher.fetch({ url: new URL("https://user:secret@example.org/") }))).toBe(
      "credentials-in-address",
    );
    expect(seen).toEqual([]);
  });

  test("a name that resolves to this machine is refused when it is looked up", async () => {
    fetcher = new GuardedFetcher(null);
    expect(await reasonOf(fetcher.fetch({ url: new URL(`https://localhost:${portOf(server)}/`) }))).toBe(
      "private-address",
    );
    expect(seen).toEqual([]);
  });
});

describe("with an address set by the operator", () => {
  test("that address may be plain and private", async () => {
    fetcher = new GuardedFetcher(base);
    const response = await fetcher.fetch({ url: base });
    expect((await readLimited(response, 2000)).byteLength).toBe(1000);
  });

  test("a public mirror may not lead into a private network", async () => {
    // Redirects go through the same door as first addresses.
    fetcher = new GuardedFetcher(new URL("https://8.8.8.8/"));
    expect(await reasonOf(fetcher.fetch({ url: base }))).toBe("not-https");
    expect(await reasonOf(fetcher.fetch({ url: new URL("https://10.0.0.1/") }))).toBe("private-address");
  });

  test("a redirect to another host does not take the credentials along", async () => {
    fetcher = new GuardedFetcher(base);
    const response = await fetcher.fetch({
      url: new URL("away", base),
      headers: { authorization: "Bearer secret" },
    });
    expect((await readLimited(response, 2000)).toString()).toBe("elsewhere");
    expect(seen).toEqual([
      { path: "/away", authorization: "Bearer secret" },
      { path: "other/file", authorization: undefined },
    ]);
  });

  test("other schemes and endless redirects are refused", async () => {
    fetcher = new GuardedFetcher(base);
    expect(await reasonOf(fetcher.fetch({ url: new URL("file-scheme", base) }))).toBe("not-https");
    expect(await reasonOf(fetcher.fetch({ url: new URL("loop", base) }))).toBe("too-many-redirects");
  });

  test("a body longer than allowed is cut off", async () => {
    fetcher = new GuardedFetcher(base);
    expect(await reasonOf(fetcher.fetch({ url: base }).then((response) => readLimited(response, 500)))).toBe(
      "download-too-large",
    );
  });
});
