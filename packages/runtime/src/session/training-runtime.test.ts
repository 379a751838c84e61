import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DEVICES } from "@fuseline/schema";
import { build } from "esbuild";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { tryDevice } from "./device-trial.ts";
import { softwareGraphics } from "./testing/software-graphics.ts";
import { type DeviceTraining, type Trained, trainOnDevice } from "./testing/train-on-device.ts";
import { residenceOf } from "./training-runtime.ts";

/** Tests run from TypeScript; a process of its own needs a file that Node can read. */
async function trainInProcess(training: DeviceTraining, environment: { readonly [name: string]: string }) {
  const folder = await mkdtemp(join(tmpdir(), "fuseline-device-"));
  const file = join(folder, "train.mjs");
  const runtime = createRequire(import.meta.url).resolve("onnxruntime-node");
  try {
    await build({
      entryPoints: [fileURLToPath(new URL("testing/train-process.ts", import.meta.url))],
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      alias: { "onnxruntime-node": runtime },
      external: [runtime],
      logLevel: "silent",
    });
    const env = { ...process.env, ...environment };
    const { stdout } = await promisify(execFile)(process.execPath, [file, JSON.stringify(training)], { env });
    return JSON.parse(stdout) as Trained;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function furthest(actual: readonly number[], expected: readonly number[]): number {
  return Math.max(
    ...expected.map((number, at) => Math.abs(number - (actual[at] ?? Number.POSITIVE_INFINITY))),
  );
}

/** On a card, or on Mesa's lavapipe; Chromium's software graphics have no 16 bits. */
const half = await tryDevice("webgpu", "float16");

describe("training on a device", () => {
  const graphics = softwareGraphics();

  it.skipIf(graphics === null)(
    "gives on WebGPU what the processor gives, and keeps the parameters there (needs Chromium's software graphics)",
    async () => {
      const expected = await trainOnDevice({ device: "cpu", pooled: true });
      const actual = await trainInProcess({ device: "webgpu", pooled: true }, graphics ?? {});
      expect(expected.location).toBe("cpu");
      expect(actual.location).toBe("gpu-buffer");
      expect(expected.losses.at(-1)).toBeLessThan(expected.losses[0] ?? 0);
      expect(furthest(actual.losses, expected.losses)).toBeLessThan(1e-5);
      for (const [name, numbers] of Object.entries(expected.numbers))
        expect(furthest(actual.numbers[name] ?? [], numbers), name).toBeLessThan(1e-4);
    },
    120_000,
  );

  it.skipIf(!half.works)(
    "in mixed precision stays near float32, and leaves a step out that float16 cannot hold (needs a card with 16 bits)",
    async () => {
      const expected = await trainOnDevice({ device: "cpu" });
      const actual = await trainInProcess({ device: "webgpu", halfAt: 2 ** 15 }, {});
      expect(actual.location).toBe("gpu-buffer");
      expect(furthest(actual.losses, expected.losses)).toBeGreaterThan(0);
      expect(furthest(actual.losses, expected.losses)).toBeLessThan(5e-3);
      expect(furthest(actual.numbers.first ?? [], expected.numbers.first ?? [])).toBeLessThan(5e-3);
      expect(actual.numbers.skipped_steps).toEqual([0]);
      const over = await trainInProcess({ device: "webgpu", halfAt: 2 ** 26 }, {});
      expect(over.numbers.skipped_steps).toEqual([3]);
      expect(over.numbers.loss_scale).toEqual([2 ** 23]);
    },
    120_000,
  );

  it.skipIf(graphics === null)(
    "finds out that a card has no 16 bits (needs Chromium's software graphics)",
    async () => {
      onTestFinished(() => {
        vi.unstubAllEnvs();
      });
      for (const [name, value] of Object.entries(graphics ?? {})) vi.stubEnv(name, value);
      expect(await tryDevice("webgpu")).toMatchObject({ works: true });
      expect(await tryDevice("webgpu", "float16")).toMatchObject({ works: false });
    },
    60_000,
  );

  it("runs several steps at once where the device's own Loop keeps what it carries", () => {
    const kinds = DEVICES.map((device) => [device, residenceOf(device).kind]);
    expect(Object.fromEntries(kinds)).toEqual({
      cpu: "host",
      cuda: "loop",
      webgpu: "buffers",
      dml: "host",
      coreml: "host",
    });
  });
});
