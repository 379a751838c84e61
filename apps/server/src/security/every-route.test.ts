/** Knocks at every route and every procedure without credentials. A new one is covered the moment it exists. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { AnyProcedure } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Context } from "../trpc/procedure.ts";
import { appRouter } from "../trpc/router.ts";
import { newEndpointKey } from "./endpoint-key.ts";

/** Everything that answers without credentials, and why it may. */
const PUBLIC = new Set([
  // The door: without a token it shows a page that says where the token is.
  "GET /",
  // Whether the process lives; tells nothing else.
  "GET /healthz",
]);

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

const at = (url: string): string =>
  `${test.server.address}${url
    .replace(":path", "runs.list")
    .replace(":blob", "a".repeat(64))
    .replace(/:\w+|\*/g, "x")}`;
const procedures = Object.entries(appRouter._def.procedures as unknown as { [name: string]: AnyProcedure });

describe("without credentials", () => {
  it("every route refuses but the listed ones", async () => {
    expect(test.server.routes.length).toBeGreaterThan(8);
    for (const { method, url } of test.server.routes) {
      const name = `${method} ${url}`;
      for (const headers of [
        {},
        { authorization: `Bearer ${newEndpointKey().key}` },
        { cookie: "fuseline-1=x" },
      ]) {
        const response = await fetch(at(url), { method, headers });
        const text = await response.text();
        if (PUBLIC.has(name)) expect(response.status, name).toBeLessThanOrEqual(401);
        else {
          expect(response.status, `${name} ${JSON.stringify(headers)}`).toBe(401);
          expect(JSON.parse(text), name).toMatchObject({ error: { message: expect.stringContaining(" ") } });
        }
      }
    }
    const open = test.server.routes.filter(({ access }) => access === "public");
    expect(new Set(open.map(({ method, url }) => `${method} ${url}`))).toEqual(PUBLIC);
  });

  it("every procedure refuses, over HTTP and by itself", async () => {
    expect(procedures.length).toBeGreaterThan(20);
    const nobody = { caller: { caller: "nobody" }, language: "en", requestId: "test" } as unknown as Context;
    for (const [name, procedure] of procedures) {
      const method = procedure._def.type === "mutation" ? "POST" : "GET";
      const response = await fetch(`${test.server.address}/trpc/${name}`, { method });
      expect(response.status, name).toBe(401);
      // Behind the route's back: the procedure itself must refuse too.
      const call = name
        .split(".")
        .reduce((caller: never, part) => caller[part] as never, appRouter.createCaller(nobody) as never);
      await expect((call as (input: unknown) => Promise<unknown>)({}), name).rejects.toMatchObject({
        code: "UNAUTHORIZED",
      });
    }
  });

  it("every procedure that answers declares the shape of its reply", () => {
    for (const [name, procedure] of procedures) {
      if (procedure._def.type === "subscription") continue;
      expect((procedure._def as unknown as { output?: unknown }).output, name).toBeDefined();
    }
  });

  it("swaps the token for a cookie that scripts and other sites cannot have, once it is right", async () => {
    const wrong = await fetch(`${test.server.address}/?token=${"x".repeat(43)}`);
    expect([wrong.status, wrong.headers.get("set-cookie")]).toEqual([401, null]);
    const right = await fetch(test.server.openAddress);
    const cookie = right.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(await right.text()).not.toContain(test.server.token);
    const session = { cookie: cookie.split(";")[0] ?? "" };
    expect((await fetch(`${test.server.address}/trpc/runs.list?input={}`, { headers: session })).status).toBe(
      200,
    );
    await test.restart();
    expect((await fetch(`${test.server.address}/trpc/runs.list?input={}`, { headers: session })).status).toBe(
      200,
    );
  });

  it.skipIf(process.platform === "win32")(
    "keeps its secrets in files that only the owner reads",
    async () => {
      for (const name of ["server.json", "session-secret"]) {
        expect((await stat(join(test.folder, name))).mode & 0o777, name).toBe(0o600);
      }
    },
  );
});
