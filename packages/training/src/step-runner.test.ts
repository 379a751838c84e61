import { compileTrainStep, GraphBuilder, RandomStream, type TrainStep } from "@fuseline/autograd";
import { InferenceSession, Tensor as NodeTensor, type Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import type { OnnxRuntime, Residence } from "./onnx-runtime.ts";
import type { StepFeed } from "./step-program.ts";
import { StepRunner } from "./step-runner.ts";

const BATCH = 8;
const SIZE = 6;
const WIDTH = 70;

/** Regression with dropout, so that something is drawn for every step. */
function regression(): TrainStep {
  const g = new GraphBuilder({ training: true });
  const x = g.input("x", "float32", [BATCH, SIZE]);
  const y = g.input("y", "float32", [BATCH, 1]);
  const first = g.param("first", [SIZE, WIDTH], { kind: "glorot" });
  const bias = g.param("bias", [WIDTH], { kind: "zeros" });
  const second = g.param("second", [WIDTH, 1], { kind: "glorot" });
  const hidden = g.mul(g.tanh(g.add(g.matmul(x, first), bias)), g.randomMask("dropout", [BATCH, WIDTH], 0.9));
  const apart = g.sub(g.matmul(hidden, second), y);
  const loss = g.reduceMean(g.mul(apart, apart));
  return compileTrainStep({ builder: g, loss, optimiser: { kind: "adam", weightDecay: 0 }, clip: 1 });
}

function runtimeOf(residence: Residence, writesInPlace = true): OnnxRuntime {
  return {
    residence,
    writesInPlace,
    open: (model) => InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 }),
    tensor: (data, dims) => new NodeTensor(data, dims) as Tensor,
    fetch: () => Promise.reject(new Error("everything lies in the process's memory")),
  };
}

const step = regression();

/** Fills the same arrays again for every step, as a training loop does. */
function* feedsOf(numbers: readonly number[], rate = 0.01): Generator<StepFeed> {
  const [spec] = step.randoms;
  const feed = {
    x: new Float32Array(BATCH * SIZE),
    y: new Float32Array(BATCH),
    [spec?.name ?? ""]: new Float32Array(BATCH * WIDTH),
    [step.rateInput]: new Float32Array(1),
    [step.stepInput]: new Float32Array(1),
  } satisfies StepFeed;
  for (const number of numbers) {
    const stream = new RandomStream(`batch/${number}`);
    feed.x.forEach((_, i) => {
      feed.x[i] = stream.normal();
    });
    feed.y.forEach((_, i) => {
      feed.y[i] = feed.x[i * SIZE] ?? 0;
    });
    const mask = feed[spec?.name ?? ""];
    if (spec !== undefined && mask !== undefined) new RandomStream(`mask/${number}`).fill(mask, spec);
    feed[step.rateInput]?.fill(rate);
    feed[step.stepInput]?.fill(number);
    yield feed;
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, place) => place + 1);

async function trained(runtime: OnnxRuntime, runs: readonly (readonly number[])[]) {
  const runner = await StepRunner.open({ step, runtime, seed: "1" });
  const losses: number[] = [];
  for (const numbers of runs) losses.push(...(await runner.run(feedsOf(numbers))));
  const numbers = await runner.everything();
  await runner.close();
  return { losses, numbers };
}

describe("a step runner", () => {
  it("gives the same bytes one by one, several in one run, and with a shorter last run", async () => {
    const expected = await trained(runtimeOf({ kind: "host" }), [upTo(10)]);
    expect(expected.losses).toHaveLength(10);
    expect(expected.losses[9]).toBeLessThan(expected.losses[0] ?? 0);
    const inLoops = runtimeOf({ kind: "loop", steps: 4 });
    for (const other of [
      await trained(inLoops, [upTo(10)]),
      await trained(inLoops, [upTo(3), upTo(10).slice(3)]),
      await trained(runtimeOf({ kind: "loop", steps: 4 }, false), [upTo(10)]),
      await trained(
        runtimeOf({ kind: "host" }, false),
        upTo(10).map((number) => [number]),
      ),
    ]) {
      expect(other.losses).toEqual(expected.losses);
      expect(other.numbers).toEqual(expected.numbers);
    }
  });

  it.each([{ kind: "host" }, { kind: "loop", steps: 2 }] as const)(
    "leaves aside what the step does not take, $kind",
    async (residence) => {
      const runner = await StepRunner.open({ step, runtime: runtimeOf(residence), seed: "1" });
      const more = [...feedsOf([1])].map((feed) => ({ ...feed, rowWeight: new Float32Array(BATCH) }));
      expect(await runner.run(more)).toEqual((await trained(runtimeOf({ kind: "host" }), [[1]])).losses);
      await runner.close();
    },
  );

  it("goes on exactly from the numbers it gave", async () => {
    const runtime = runtimeOf({ kind: "host" });
    const expected = await trained(runtime, [upTo(6)]);
    const half = await trained(runtime, [upTo(3)]);
    const runner = await StepRunner.open({ step, runtime, seed: "another" });
    runner.load(half.numbers);
    const losses = await runner.run(feedsOf([4, 5, 6]));
    expect([...half.losses, ...losses]).toEqual(expected.losses);
    expect(await runner.everything()).toEqual(expected.numbers);
    runner.reset();
    expect(Object.keys(await runner.parameters())).toEqual(step.parameters.map(({ name }) => name));
    await runner.close();
  });

  it("gives back the copies of what the runtime wrote into the tensors it was given", async () => {
    const released: number[] = [];
    const freeing: OnnxRuntime = {
      ...runtimeOf({ kind: "host" }),
      // A buffer that is moved away can no longer be read: whoever still used it would fail.
      release(tensors) {
        const buffers = tensors.map(({ data }) => (data as Float32Array<ArrayBuffer>).buffer);
        released.push(buffers.length);
        structuredClone(null, { transfer: buffers });
      },
    };
    const expected = await trained(runtimeOf({ kind: "host" }, false), [upTo(5)]);
    expect(await trained(freeing, [upTo(5)])).toEqual(expected);
    // The first run has no tensors to write into yet.
    expect(released).toEqual(Array.from({ length: 4 }, () => step.updates.length));
  });

  it("ends where the loss is no number, and keeps what it had before", async () => {
    const runner = await StepRunner.open({ step, runtime: runtimeOf({ kind: "host" }), seed: "1" });
    await runner.run(feedsOf([1]));
    const before = await runner.everything();
    const broken = [...feedsOf([2])].map((feed) => ({
      ...feed,
      y: new Float32Array(BATCH).fill(Number.NaN),
    }));
    expect(await runner.run([...broken, ...broken])).toEqual([Number.NaN]);
    expect(await runner.everything()).toEqual(before);
    await runner.close();
  });

  it("refuses numbers of another model, by name", async () => {
    const runner = await StepRunner.open({ step, runtime: runtimeOf({ kind: "host" }), seed: "1" });
    expect(() => runner.load({ first: new Float32Array(3) })).toThrow(/first/);
    await runner.close();
  });
});
