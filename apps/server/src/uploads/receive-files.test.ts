/** Uploads stream: what a browser sends never stands in memory, and what breaks off leaves nothing behind. */
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const MEGABYTE = 1024 * 1024;
const CHUNK = Buffer.alloc(MEGABYTE, "fuseline ");
const BOUNDARY = "------boundary";

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

interface Sending {
  readonly name: string;
  readonly megabytes: number;
  /** Breaks the connection instead of ending the form. */
  readonly broken?: boolean;
}

function send({ name, megabytes, broken = false }: Sending): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${test.server.address}/uploads`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${test.server.token}`,
        "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      },
    });
    sent.on("error", reject);
    sent.on("response", async (response) => {
      let body = "";
      for await (const part of response) body += String(part);
      resolve({ status: response.statusCode ?? 0, body });
    });
    const write = async (): Promise<void> => {
      sent.write(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`);
      for (let count = 0; count < megabytes; count++) {
        if (!sent.write(CHUNK)) await new Promise((done) => sent.once("drain", done));
      }
      if (broken) sent.destroy(new Error("line went dead"));
      else sent.end(`\r\n--${BOUNDARY}--\r\n`);
    };
    void write();
  });
}

describe("uploads", () => {
  it("takes 400 MB without holding them", async () => {
    const megabytes = 400;
    await send({ name: "small.csv", megabytes: 1 });
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 20);
    const { status, body } = await send({ name: "big.csv", megabytes });
    clearInterval(watch);
    expect({ status, bytes: JSON.parse(body).bytes }).toEqual({ status: 200, bytes: megabytes * MEGABYTE });
    expect((most - before) / MEGABYTE).toBeLessThan(150);
    const hash = createHash("sha256");
    for (let count = 0; count < megabytes; count++) hash.update(CHUNK);
    expect(await test.storage.size(hash.digest("hex"))).toBe(megabytes * MEGABYTE);
  }, 120_000);

  it("leaves nothing of an upload that broke off", async () => {
    await expect(send({ name: "half.csv", megabytes: 30, broken: true })).rejects.toThrow("line went dead");
    for (let looks = 0; looks < 50; looks++) {
      if ((await readdir(join(test.folder, "unfinished"))).length === 0) break;
      await pause(100);
    }
    expect(await readdir(join(test.folder, "unfinished"))).toEqual([]);
    const half = createHash("sha256");
    for (let count = 0; count < 30; count++) half.update(CHUNK);
    expect(await test.storage.has(half.digest("hex"))).toBe(false);
  });

  it("refuses names that lead out of the folder, and forms without files", async () => {
    const escaped = await send({ name: "../../etc/passwd", megabytes: 1 });
    expect([escaped.status, escaped.body]).toEqual([422, expect.stringContaining("archive-unsafe")]);
    const empty = await test.owner("/uploads", { method: "POST", body: new FormData() });
    expect(empty.status).toBe(400);
    const json = await test.owner("/uploads", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect(json.status).toBe(415);
  });

  it("tells what lies in an upload, so that a field can hold it", async () => {
    const form = new FormData();
    form.append("files", new Blob(["a,b\n1,2\n"]), "shop/goods.csv");
    const sent = await test.owner("/uploads?name=goods", { method: "POST", body: form });
    const { uploadId } = (await sent.json()) as { readonly uploadId: string };
    const contents = await test.call<{ readonly files: object; readonly list: readonly object[] }>(
      "uploads.contents",
      { uploadId },
      "GET",
    );
    const blob = createHash("sha256").update("a,b\n1,2\n").digest("hex");
    expect(contents.files).toMatchObject({ name: "goods", count: 1, bytes: 8 });
    expect(contents.list).toEqual([{ path: expect.stringMatching(/goods\.csv$/), blob, bytes: 8 }]);
  });

  it("shows pictures only re-encoded, and never what is no picture", async () => {
    const svg = await test.storage.putBytes(
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    );
    const html = await test.storage.putBytes(Buffer.from("<script>alert(1)</script>"));
    for (const blob of [svg, html, "0".repeat(64)]) {
      const response = await test.owner(`/media/${blob}`);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(await response.text()).not.toContain("alert");
    }
    expect((await test.owner("/media/..%2f..%2fserver.json")).status).toBe(400);
  });
});
