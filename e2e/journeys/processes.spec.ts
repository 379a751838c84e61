/** Starting and ending: nothing is left behind, nothing is lost, and a wrong setting gets a sentence. */
import { once } from "node:events";
import { createServer } from "node:net";
import { test as base, expect } from "@playwright/test";
import { Fuseline } from "../product/fuseline.ts";
import { alive, databaseOf, killAll, treeOf } from "../product/process-tree.ts";
import { makeTinyPipeline } from "../product/tiny-pipeline.ts";

/** A product of its own: these journeys end it. */
const test = base.extend<{ readonly fuseline: Fuseline }>({
  fuseline: async ({ browserName: _ }, use) => {
    const product = await Fuseline.start();
    await use(product);
    await product.remove();
  },
});

test("Ctrl-C ends every process", async ({ fuseline }) => {
  const processes = await treeOf(fuseline.pid);
  // The program, the database, the runner, the process that trains.
  expect(processes.length).toBeGreaterThanOrEqual(4);
  await fuseline.end("SIGINT");
  await expect.poll(() => alive(processes)).toEqual([]);
});

test("after everything was killed, a start finds the work as it was", async ({ fuseline }) => {
  const pipelineId = await makeTinyPipeline(fuseline, "Survivor");
  killAll(await treeOf(fuseline.pid));
  await fuseline.end("SIGKILL");
  const began = Date.now();
  await fuseline.serve();
  // Five seconds on an idle machine; tests share theirs.
  expect(Date.now() - began).toBeLessThan(15_000);
  const kept = await fuseline.call<{ name: string }>("pipelines.get", { pipelineId }, "GET");
  expect(kept.name).toBe("Survivor");
});

test("when only the program was killed, its runner ends and its database is taken over", async ({
  fuseline,
}) => {
  const database = await databaseOf(fuseline.dataFolder);
  const processes = (await treeOf(fuseline.pid)).filter((pid) => pid !== database);
  await fuseline.end("SIGKILL");
  const left = async () => (await alive(processes)).filter((pid) => !databaseChildren.has(pid));
  const databaseChildren = new Set(database === undefined ? [] : await treeOf(database));
  await expect.poll(left).toEqual([]);
  await fuseline.serve();
  expect(await databaseOf(fuseline.dataFolder)).toBe(database);
  await fuseline.end("SIGINT");
  await expect.poll(() => databaseOf(fuseline.dataFolder)).toBeUndefined();
});

test("a taken port and wrong settings are named, and the program ends with 2", async ({ fuseline }) => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  await fuseline.end("SIGINT");
  for (const [name, value] of [
    ["FUSELINE_PORT", port],
    ["FUSELINE_PORT", "http"],
    ["FUSELINE_THREADS", "0"],
    ["FUSELINE_DEVICE", "tpu"],
    ["DATABASE_URL", "mysql://127.0.0.1/x"],
    ["DATABASE_URL", "postgres://someone:secret@127.0.0.1:9/x"],
    ["REDIS_URL", "redis://127.0.0.1:9"],
    ["HF_ENDPOINT", "ftp://example.org"],
    ["FUSELINE_DATA_DIR", "/dev/null/data"],
  ] as const) {
    const { code, said } = await fuseline.command(["serve"], { [name]: value });
    expect([code, said], `${name}=${value}`).toEqual([2, expect.stringContaining(name)]);
    expect(said).not.toContain("secret");
    expect(said, "a sentence, not a stack").not.toMatch(/^\s+at /m);
  }
  taken.close();
});
