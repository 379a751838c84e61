/** From a person's files to a called endpoint, over HTTP alone, with nothing replaced but the runner's process. */
import type { Manifest } from "@fuseline/runtime";
import type { PipelineDocument, RunEvent } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followRun } from "./testing/follow-run.ts";
import { hugePng } from "./testing/huge-png.ts";
import { colourSquares, QUICK, square } from "./testing/sample-uploads.ts";
import { startTestServer, type TestServer } from "./testing/test-server.ts";

let test: TestServer;
let pipelineId = "";
let runId = "";
const events: RunEvent[] = [];
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

interface Published {
  readonly endpoint: string;
  readonly version: number;
  readonly key: string;
  readonly url: string;
  readonly parity: { readonly rows: number; readonly differing: number[]; readonly largest: number };
}
let published: Published;

const publish = (name = "colours") => test.call<Published>("endpoints.publish", { runId, name });

async function call(body: unknown, { key = published.key, url = published.url } = {}) {
  const headers = {
    "content-type": "application/json",
    ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
  };
  const response = await fetch(url, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, never>,
    headers: response.headers,
  };
}
const photo = async (colour: string) => ({ base64: (await square(colour, 7)).toString("base64") });

describe("data", () => {
  it("is uploaded, understood, and becomes a pipeline", async () => {
    const response = await test.owner("/uploads?name=things", {
      method: "POST",
      body: await colourSquares(),
    });
    const upload = (await response.json()) as { uploadId: string; files: number };
    expect(upload).toMatchObject({ files: 121, issues: [] });
    const source = { uploadId: upload.uploadId };
    const understood = await test.call<{ understanding: unknown }>("uploads.understand", source, "GET");
    expect(understood.understanding).toMatchObject({
      rows: 120,
      target: { column: "colour" },
      matches: [{ column: "photo", matched: 120, total: 120 }],
    });
    const made = await test.call<{ pipelineId: string; explanation: unknown[] }>("uploads.makePipeline", {
      source,
      template: "sort-products",
      inputs: ["photo"],
      settings: QUICK,
    });
    expect(made.explanation.length).toBeGreaterThan(2);
    pipelineId = made.pipelineId;
  });
});

describe("a run", () => {
  it("forecasts, runs and streams every event once", async () => {
    const forecast = await test.call<{ reused: number; toRun: number }>(
      "runs.forecast",
      { pipelineId },
      "GET",
    );
    expect(forecast.reused).toBe(0);
    ({ runId } = await test.call<{ runId: string }>("runs.start", { pipelineId }));
    // The reader loses its connection after every few events and comes back while training goes on.
    for (let last = events.at(-1); last?.type !== "run-finished"; last = events.at(-1)) {
      events.push(...(await followRun(test, runId, { after: last?.seq ?? 0, most: 9 })));
    }
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
    expect(events.at(-1)).toMatchObject({ type: "run-finished", status: "succeeded" });
    const run = await test.call<{ metrics: { accuracy: { value: number } }; steps: unknown }>(
      "runs.get",
      { runId },
      "GET",
    );
    expect(run.metrics.accuracy.value).toBeGreaterThan(0.9);
    expect(await test.call("runs.forecast", { pipelineId }, "GET")).toMatchObject({
      toRun: 0,
      reused: forecast.toRun,
    });
  }, 120_000);

  it("can be followed again from any event, also over a server that was restarted", async () => {
    const half = await followRun(test, runId, { most: Math.floor(events.length / 2) });
    await test.restart();
    const rest = await followRun(test, runId, { after: half.at(-1)?.seq ?? 0 });
    expect([...half, ...rest]).toEqual(events);
    expect(await followRun(test, runId, { after: events.length - 1 })).toEqual(events.slice(-1));
  });

  it("shows its tables and model", async () => {
    const run = await test.call<{ plan: { steps: { key: string; kind?: string }[] } }>(
      "runs.get",
      { runId },
      "GET",
    );
    const keyOf = (kind: string): string => run.plan.steps.find((step) => step.kind === kind)?.key ?? "";
    const page = await test.call<{ total: number; rows: { cells: unknown[] }[] }>(
      "results.page",
      { key: keyOf("choose-columns"), port: "data", limit: 3, split: "test" },
      "GET",
    );
    expect(page.rows).toHaveLength(3);
    expect(page.total).toBeLessThan(60);
    const cell = page.rows[0]?.cells.find((value) => typeof value === "object" && value !== null) as {
      blob: string;
    };
    const thumbnail = await test.owner(`/media/${cell.blob}?w=32`);
    expect(thumbnail.headers.get("content-type")).toBe("image/webp");
    expect(
      await test.call("results.model", { key: keyOf("train-model"), port: "model" }, "GET"),
    ).toMatchObject({
      head: { task: "classes" },
    });
  });
});

describe("the model of a finished run", () => {
  interface Asked {
    readonly outputs: { readonly colour: { readonly label: string; readonly confidence: number } };
    readonly ms: number;
  }
  it("is tried by hand and on rows it has not seen, before it is published", async () => {
    const described = await test.call<{ inputs: { name: string }[] }>("trials.describe", { runId }, "GET");
    expect(described.inputs.map(({ name }) => name)).toEqual(["photo"]);
    const byHand = await test.call<Asked>("trials.ask", { runId, inputs: { photo: await photo("red") } });
    expect(byHand.outputs.colour.label).toBe("red");
    const { columns, rows } = await test.call<{
      columns: string[];
      rows: { place: number; cells: unknown[] }[];
    }>("trials.examples", { runId, limit: 8 }, "GET");
    expect(rows).toHaveLength(8);
    const right = await Promise.all(
      rows.map(async ({ place, cells }) => {
        const from = { place, columns: ["photo", "colour"] };
        const { outputs } = await test.call<Asked>("trials.ask", { runId, inputs: {}, from });
        return outputs.colour.label === cells[columns.indexOf("colour")];
      }),
    );
    expect(right.filter(Boolean).length).toBeGreaterThan(6);
  });

  it("refuses what the endpoint would refuse", async () => {
    await expect(test.call("trials.ask", { runId, inputs: { colour: "red" } })).rejects.toThrow("colour");
    await expect(test.call("trials.ask", { runId, inputs: {} })).rejects.toThrow();
  });
});

describe("a pipeline that cannot run", () => {
  it("is refused with everything that is wrong, each at its place", async () => {
    const { document } = await test.call<{ document: PipelineDocument }>(
      "pipelines.get",
      { pipelineId },
      "GET",
    );
    const [table, node] = Object.entries(document.nodes).find(([, { kind }]) => kind === "load-table") ?? [];
    if (table === undefined || node === undefined) throw new Error("no table");
    const file = { blob: "0".repeat(64), name: "elsewhere.csv", bytes: 1 };
    const elsewhere = {
      ...document,
      nodes: { ...document.nodes, [table]: { ...node, params: { ...node.params, file } } },
    };
    await expect(test.call("runs.start", { document: elsewhere })).rejects.toThrow(
      /file-missing.*elsewhere\.csv/,
    );
    await expect(
      test.call("runs.start", { document: { ...document, nodes: {}, wires: {} } }),
    ).rejects.toThrow(/nothing-to-run/);
    await expect(test.call("runs.start", { document: { hello: 1 } })).rejects.toThrow(/document-invalid/);
    await expect(test.call("runs.start", { pipelineId: "nothing" })).rejects.toThrow(/not-found/);
  });
});

describe("an endpoint", () => {
  it("is published after the parity check", async () => {
    published = await publish();
    expect(published).toMatchObject({ endpoint: "colours", version: 1 });
    expect(published.parity.rows).toBeGreaterThan(10);
    expect(published.parity.differing).toEqual([]);
    expect(published.parity.largest).toBeLessThan(1e-4);
    expect(published.key).toMatch(/^fl_[\w-]{43}$/);
    const kept = JSON.stringify(await test.call("endpoints.keys", { name: "colours" }, "GET"));
    expect(kept).not.toContain(published.key);
    expect(kept).not.toMatch(/[0-9a-f]{64}/);
  });

  it("answers JSON and forms", async () => {
    const json = await call({ inputs: { photo: await photo("green") } });
    expect(json).toMatchObject({
      status: 200,
      body: { outputs: { colour: { label: "green" } }, version: 1 },
    });
    const form = new FormData();
    form.append("photo", new Blob([new Uint8Array(await square("blue", 9))]), "x.png");
    const response = await fetch(published.url, {
      method: "POST",
      body: form,
      headers: { authorization: `Bearer ${published.key}` },
    });
    expect(await response.json()).toMatchObject({ outputs: { colour: { label: "blue" } } });
    const rows = await Promise.all(
      ["red", "green", "blue", "red"].map(async (colour) => call({ inputs: { photo: await photo(colour) } })),
    );
    expect(rows.map(({ body }) => body)).toMatchObject(
      ["red", "green", "blue", "red"].map((label) => ({ outputs: { colour: { label } } })),
    );
  });

  it("refuses what is wrong, each with a code, a sentence and the place", async () => {
    const image = await photo("red");
    const refused: [body: unknown, status: number, code: string, where: string | null][] = [
      [{ inputs: { picture: image } }, 400, "input-unknown", "inputs.picture"],
      [{ inputs: { photo: image }, graph: {} }, 400, "body-invalid", null],
      [{ inputs: { photo: "text" } }, 400, "input-wrong-type", "inputs.photo"],
      [{ inputs: { photo: { base64: "%%%" } } }, 400, "input-wrong-type", "inputs.photo"],
      [{ inputs: { photo: { ...image, path: "/etc/passwd" } } }, 400, "input-wrong-type", "inputs.photo"],
      [{ inputs: { photo: { base64: "A".repeat(30_000_000) } } }, 413, "input-too-large", "inputs.photo"],
      [
        { inputs: { photo: { base64: Buffer.from("not a picture").toString("base64") } } },
        422,
        "image-corrupt",
        "inputs.photo",
      ],
      [
        {
          inputs: {
            photo: { base64: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>").toString("base64") },
          },
        },
        422,
        "image-unsupported",
        "inputs.photo",
      ],
      [
        { inputs: { photo: { base64: hugePng().toString("base64") } } },
        422,
        "image-too-large",
        "inputs.photo",
      ],
      [{ inputs: {} }, 400, "input-required", "inputs.photo"],
      [{ inputs: { photo: null } }, 400, "input-required", "inputs.photo"],
      [{}, 400, "body-invalid", "inputs"],
      ["{not json", 400, "json-invalid", null],
    ];
    for (const [body, status, code, where] of refused) {
      const answer = await call(body);
      expect(answer, code).toMatchObject({ status, body: { error: { code } } });
      const { error } = answer.body as unknown as { error: { message: string; where: string | null } };
      expect(error.message.length, code).toBeGreaterThan(15);
      expect(error.message).not.toMatch(/undefined|\{\w+\}|\.ts|no words/);
      if (where !== null) expect(error.where).toBe(where);
    }
  });

  it("opens only to its own key", async () => {
    const inputs = { photo: await photo("red") };
    expect(await call({ inputs }, { key: "" })).toMatchObject({
      status: 401,
      body: { error: { code: "key-missing" } },
    });
    expect(await call({ inputs }, { key: "fl_nothing" })).toMatchObject({
      status: 401,
      body: { error: { code: "key-invalid" } },
    });
    const other = await publish("other");
    expect(await call({ inputs }, { key: other.key })).toMatchObject({ status: 401 });
    const unknown = published.url.replace("colours", "nothing");
    expect(await call({ inputs }, { url: unknown })).toMatchObject({
      status: 401,
      body: { error: { code: "key-invalid" } },
    });
    const { key } = await test.call<{ key: string }>("endpoints.createKey", {
      name: "other",
      label: "second",
    });
    const keys = await test.call<{ id: string; label: string }[]>("endpoints.keys", { name: "other" }, "GET");
    const id = keys.find(({ label }) => label === "second")?.id ?? "";
    expect(await call({ inputs }, { key, url: other.url })).toMatchObject({ status: 200 });
    await test.call("endpoints.revokeKey", { keyId: id });
    expect(await call({ inputs }, { key, url: other.url })).toMatchObject({ status: 401 });
  });

  it("gets a new version without a change for its callers, and goes back", async () => {
    expect(await publish()).toMatchObject({ version: 2 });
    const inputs = { photo: await photo("red") };
    expect((await call({ inputs })).body).toMatchObject({ version: 2 });
    await test.call("endpoints.setLive", { name: "colours", version: 1 });
    expect((await call({ inputs })).body).toMatchObject({ version: 1 });
    const versions = await test.call<{ version: number; live: boolean }[]>(
      "endpoints.versions",
      { name: "colours" },
      "GET",
    );
    expect(versions.map(({ version, live }) => [version, live])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it("counts its calls and stops a caller who sends too many", async () => {
    const traffic = await test.call<{ calls: number }[]>("endpoints.traffic", { name: "colours" }, "GET");
    expect(traffic.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThan(10);
    await test.database.endpoints.setSettings("other", { perMinute: 3 });
    const { key } = await test.call<{ key: string }>("endpoints.createKey", { name: "other", label: "busy" });
    const url = published.url.replace("colours", "other");
    const inputs = { photo: await photo("red") };
    const statuses: number[] = [];
    for (let calls = 0; calls < 5; calls++) statuses.push((await call({ inputs }, { key, url })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(Number((await call({ inputs }, { key, url })).headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is not published when it would answer differently from the trainer", async () => {
    const run = await test.database.runs.get(runId);
    const trainer = run?.plan.steps.find((step) => step.step === "node" && step.kind === "train-model");
    const stored = await test.storage.results.get(trainer?.key ?? "");
    const model = stored?.outputs.model;
    if (stored === null || trainer === undefined || model?.type !== "model") throw new Error("no model");
    const manifest = (await test.storage.readJson(model.manifest)) as unknown as Manifest;
    // The served recipe reads another column than the one that was trained on.
    const sources = Object.entries(manifest.sources).map(([name, recipe]) =>
      recipe.recipe === "pixels"
        ? [name, { ...recipe, columns: [{ column: "other", several: false }] }]
        : [name, recipe],
    );
    const changed = await test.storage.putJson({ ...manifest, sources: Object.fromEntries(sources) });
    await test.storage.results.put(trainer.key, {
      ...stored,
      outputs: { ...stored.outputs, model: { ...model, manifest: changed } },
    });
    await expect(publish()).rejects.toThrow(/parity-failed/);
    await test.storage.results.put(trainer.key, stored);
    const versions = await test.call<unknown[]>("endpoints.versions", { name: "colours" }, "GET");
    expect(versions).toHaveLength(2);
  });

  it("refuses to publish a run that has no model or no success", async () => {
    const broken = test.call("endpoints.publish", { runId: "nothing", name: "x" });
    await expect(broken).rejects.toThrow(/not-found/);
    await expect(publish("Not A Name")).rejects.toThrow(/endpoint-name-invalid/);
  });
});
