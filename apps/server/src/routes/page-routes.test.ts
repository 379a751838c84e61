/** The editor's files are served to the owner alone, and only from their folder. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApp } from "../app/make-app.ts";
import { knownHosts } from "../security/hosts.ts";
import { sessionSigner } from "../security/session.ts";
import { pageRoutes } from "./page-routes.ts";

const session = sessionSigner("a secret", 4680);
const credentials = {
  token: "t".repeat(43),
  session,
  known: knownHosts({ host: "127.0.0.1", port: 4680, publicUrls: [] }),
};
const cookie = `${session.cookieName}=${session.issue(Date.now())}`;

let app: FastifyInstance;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-pages-"));
  await mkdir(join(folder, "dist", "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "dist", "index.html"), "<title>editor</title>");
  await writeFile(join(folder, "dist", "assets", "app-1a2b.js"), "start()");
  ({ app } = await makeApp({ credentials: () => credentials, logger: false }));
  await pageRoutes(app, {
    editorFolder: join(folder, "dist"),
    credentials: () => credentials,
    secure: false,
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: { [name: string]: string } = { cookie }) =>
  app.inject({ url, headers: { host: "127.0.0.1:4680", ...headers } });

describe("pages", () => {
  it("give the editor at every address inside it", async () => {
    for (const url of ["/", "/pipelines/p1", "/runs/r1?tab=results"]) {
      const { statusCode, body, headers } = await get(url);
      expect([statusCode, body, headers["cache-control"]], url).toEqual([
        200,
        "<title>editor</title>",
        "no-cache",
      ]);
    }
    const asset = await get("/assets/app-1a2b.js");
    expect([asset.body, asset.headers["cache-control"]]).toEqual([
      "start()",
      expect.stringContaining("immutable"),
    ]);
  });

  it("give nothing else", async () => {
    const beyond = [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/assets/none.js",
      "/v1/none",
      "/trpc/a/b",
    ];
    for (const url of beyond) {
      const { statusCode, body } = await get(url);
      expect(statusCode, url).toBeGreaterThanOrEqual(400);
      expect(body).not.toBe("secret");
    }
    for (const url of ["/assets/app-1a2b.js", "/pipelines/p1"])
      expect((await get(url, {})).statusCode).toBe(401);
    expect((await get("/", {})).body).toContain("Open the link");
  });
});
