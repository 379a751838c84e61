/** A pipeline that pairs photos with words, published as a search. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followRun } from "./testing/follow-run.ts";
import { colourSquares, QUICK, square } from "./testing/sample-uploads.ts";
import { startTestServer, type TestServer } from "./testing/test-server.ts";

interface Item {
  readonly rank: number;
  readonly score: number;
  readonly row: { readonly photo: { name: string; url: string }; readonly title: string };
}

let test: TestServer;
let address = "";
let key = "";
beforeAll(async () => {
  test = await startTestServer();
  const response = await test.owner("/uploads", { method: "POST", body: await colourSquares() });
  const { uploadId } = (await response.json()) as { uploadId: string };
  const { pipelineId } = await test.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { uploadId },
    template: "find-pictures",
    inputs: ["photo", "title"],
    settings: QUICK,
  });
  const { runId } = await test.call<{ runId: string }>("runs.start", { pipelineId });
  const events = await followRun(test, runId);
  expect(events.at(-1)).toMatchObject({ status: "succeeded" });
  const published = await test.call<{ url: string; key: string; parity: unknown }>("endpoints.publish", {
    runId,
    name: "search",
  });
  expect(published.parity).toMatchObject({ differing: [], refused: 0 });
  address = published.url;
  key = published.key;
}, 120_000);
afterAll(() => test.close());

async function ask(body: unknown) {
  const response = await fetch(address, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as { outputs: { items: Item[] }; error: { code: string } },
  };
}

describe("search", () => {
  it("takes words or a photo, under plain names and under those of the columns", async () => {
    const photo = { base64: (await square("red", 7)).toString("base64") };
    for (const inputs of [{ text: "red thing number 6" }, { title: "red thing number 6" }, { photo }]) {
      const { status, body } = await ask({ inputs, count: 4 });
      expect(status).toBe(200);
      expect(body.outputs.items.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
      const scores = body.outputs.items.map(({ score }) => score);
      expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    }
    const exact = await ask({ inputs: { text: "red thing number 6" } });
    expect(exact.body.outputs.items).toHaveLength(5);
    expect(exact.body.outputs.items[0]?.row.title).toBe("red thing number 6");
  });

  it("shows the pictures of what was found to whoever may search, and nothing else", async () => {
    const { body } = await ask({ inputs: { text: "red" } });
    const url = new URL(body.outputs.items[0]?.row.photo.url ?? "", address);
    const picture = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    expect(picture.headers.get("content-type")).toBe("image/jpeg");
    expect((await fetch(url)).status).toBe(401);
    const secret = await test.storage.putBytes(await square("blue", 999));
    const other = await fetch(url.href.replace(/[0-9a-f]{64}$/, secret), {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(other.status).toBe(404);
  });

  it("refuses what is wrong", async () => {
    for (const [body, status, code] of [
      [{ inputs: {} }, 422, "row-empty"],
      [{ inputs: { text: "red" }, count: 0 }, 400, "body-invalid"],
      [{ inputs: { text: "red" }, count: 1000 }, 400, "body-invalid"],
      [{ inputs: { words: "red" } }, 400, "input-unknown"],
      [{ inputs: { text: 3 } }, 400, "input-wrong-type"],
    ] as const) {
      expect(await ask(body), JSON.stringify(body)).toMatchObject({ status, body: { error: { code } } });
    }
  });
});
