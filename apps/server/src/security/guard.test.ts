import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeApp } from "../app/make-app.ts";
import { declareRoute } from "../routes/declare-route.ts";
import type { Credentials } from "./authenticate.ts";
import { knownHosts } from "./hosts.ts";
import { keptSecret, writePrivateFile } from "./private-file.ts";
import { sessionSigner } from "./session.ts";

const TOKEN = "t".repeat(43);
const PORT = 4680;
const session = sessionSigner("a secret", PORT);
const credentials: Credentials = {
  token: TOKEN,
  session,
  known: knownHosts({ host: "127.0.0.1", port: PORT, publicUrls: ["https://shop.example"] }),
};
const host = `127.0.0.1:${PORT}`;
const ours = `http://${host}`;
const cookie = `${session.cookieName}=${session.issue(Date.now())}`;

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await makeApp({ credentials: () => credentials, logger: false }));
  const reply = z.object({ caller: z.string() });
  for (const method of ["GET", "POST"] as const) {
    for (const access of ["public", "session", "endpointKey"] as const) {
      declareRoute(app, {
        method,
        url: `/${access}`,
        access,
        reply,
        handler: async ({ request }) => ({ caller: request.caller.caller }),
      });
    }
  }
  declareRoute(app, {
    method: "GET",
    url: "/broken",
    access: "public",
    reply: z.object({ count: z.number() }),
    handler: async () => ({ count: "secret words" }) as unknown as { count: number },
  });
  await app.ready();
});
afterAll(() => app.close());

interface Sent {
  readonly method?: "GET" | "POST";
  readonly headers?: { readonly [name: string]: string };
}

async function send(url: string, { method = "GET", headers = {} }: Sent = {}) {
  const response = await app.inject({ method, url, headers: { host, ...headers } });
  const body = response.json() as { caller?: string; error?: { code: string; message: string } };
  return { status: response.statusCode, caller: body.caller, code: body.error?.code, response, body };
}

describe("guard", () => {
  it("lets nobody in without credentials", async () => {
    expect(await send("/session")).toMatchObject({ status: 401, code: "credentials-missing" });
    expect(await send("/endpointKey")).toMatchObject({ status: 401, code: "key-missing" });
    expect(await send("/public")).toMatchObject({ status: 200, caller: "nobody" });
    expect(await send("/nothing")).toMatchObject({ status: 401, code: "credentials-missing" });
  });

  it("knows the owner by token and by cookie", async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect(await send("/session", { headers: { authorization } })).toMatchObject({ caller: "owner" });
    expect(await send("/session", { headers: { cookie } })).toMatchObject({ caller: "owner" });
    expect(await send("/session", { headers: { authorization: `Bearer ${TOKEN}x` } })).toMatchObject({
      status: 401,
    });
    expect(await send("/endpointKey", { headers: { authorization: "Bearer fl_x" } })).toMatchObject({
      caller: "bearer",
    });
    expect(await send("/nothing", { headers: { cookie } })).toMatchObject({ status: 404, code: "not-found" });
  });

  it("refuses cookies that are old, changed, or for another port", async () => {
    const old = session.issue(Date.now() - 40 * 86_400_000);
    const changed = session.issue(Date.now()).replace(/^\d/, "9");
    const other = sessionSigner("a secret", PORT + 1).issue(Date.now());
    for (const value of [old, changed, other, "", "a.b.c"]) {
      const sent = await send("/session", { headers: { cookie: `${session.cookieName}=${value}` } });
      expect(sent, value).toMatchObject({ status: 401 });
    }
  });

  it("answers only to its own names", async () => {
    for (const name of ["evil.example", `evil.example:${PORT}`, "127.0.0.1:1", ""]) {
      expect(await send("/public", { headers: { host: name } }), name).toMatchObject({
        status: 403,
        code: "host-unknown",
      });
    }
    for (const name of [`localhost:${PORT}`, `[::1]:${PORT}`, "shop.example"]) {
      expect(await send("/public", { headers: { host: name } }), name).toMatchObject({ status: 200 });
    }
  });

  it("takes writes by cookie only from its own pages", async () => {
    const post = (headers: { [name: string]: string }) =>
      send("/session", { method: "POST", headers: { cookie, ...headers } });
    expect(await post({ origin: ours })).toMatchObject({ status: 200 });
    expect(await post({})).toMatchObject({ status: 401 });
    expect(await post({ origin: "http://127.0.0.1:3000" })).toMatchObject({
      status: 403,
      code: "origin-foreign",
    });
    expect(await post({ origin: "null" })).toMatchObject({ status: 403 });
    const token = { authorization: `Bearer ${TOKEN}` };
    expect(await send("/session", { method: "POST", headers: token })).toMatchObject({ status: 200 });
    expect(
      await send("/session", { method: "POST", headers: { ...token, origin: "https://evil.example" } }),
    ).toMatchObject({ status: 403 });
  });

  it("does not spend the cookie for pages of other ports", async () => {
    const from = (site: string, mode: string) =>
      send("/session", { headers: { cookie, "sec-fetch-site": site, "sec-fetch-mode": mode } });
    expect(await from("same-origin", "cors")).toMatchObject({ status: 200 });
    expect(await from("same-site", "no-cors")).toMatchObject({ status: 401 });
    expect(await from("cross-site", "cors")).toMatchObject({ status: 401 });
    expect(await from("none", "navigate")).toMatchObject({ status: 200 });
  });

  it("gives a person a page with words", async () => {
    const headers = { "sec-fetch-mode": "navigate", "sec-fetch-site": "none" };
    const response = await app.inject({ url: "/session", headers: { host, ...headers } });
    expect(response.statusCode).toBe(401);
    expect(response.headers["content-type"]).toContain("text/html");
  });

  it("sets the headers that keep other pages out", async () => {
    const { headers } = (await send("/public")).response;
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).not.toMatch(/script-src[^;]* 'unsafe-/);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("keeps a reply that breaks its schema, and its words, to itself", async () => {
    const { status, code, body, response } = await send("/broken");
    expect({ status, code }).toEqual({ status: 500, code: "defect" });
    expect(body.error?.message).toMatch(/number [\w-]{12}/);
    expect(response.body).not.toMatch(/secret words|at .*\.ts|schema/);
  });

  it("speaks Russian to those who ask for it", async () => {
    const { body } = await send("/session", { headers: { "accept-language": "ru-RU,ru;q=0.9,en;q=0.8" } });
    expect(body.error?.message).toMatch(/владельцу/);
  });

  it("refuses to register a route that does not say who may call it", async () => {
    const { app: other } = await makeApp({ credentials: () => credentials, logger: false });
    expect(() => other.get("/open", async () => "hello")).toThrow(/does not declare its access/);
    await other.close();
  });
});

describe("private files", () => {
  it.skipIf(process.platform === "win32")(
    "can be read by their owner alone, whatever was there before",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "fuseline-private-"));
      const path = join(folder, "secret");
      const made = await Promise.all([keptSecret(path), keptSecret(path), keptSecret(path)]);
      expect(new Set(made).size).toBe(1);
      expect(made[0]).toMatch(/^[\w-]{43}$/);
      await writePrivateFile(join(folder, "file"), "x");
      for (const name of ["secret", "file"])
        expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
      await rm(folder, { recursive: true });
    },
  );
});
