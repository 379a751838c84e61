import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { compileForward } from "./forward.ts";
import { GraphBuilder } from "./ir/builder.ts";
import { decodeModel } from "./onnx/decode-model.ts";
import type { OptimiserKind } from "./optim/optimiser.ts";
import { initialise } from "./random/initialise.ts";
import { compileTrainStep, type TrainStep } from "./train-step.ts";

interface Trained {
  readonly losses: readonly number[];
  readonly values: { readonly [input: string]: readonly number[] };
}

async function train(step: TrainStep, options: { steps: number; rate: number }): Promise<Trained> {
  const session = await InferenceSession.create(step.onnx, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const first = initialise(step.parameters, "1");
  const carried: { [name: string]: Tensor } = {};
  for (const { name, dims } of step.parameters) {
    carried[name] = new Tensor("float32", first.get(name) ?? new Float32Array(), dims);
  }
  for (const { name, dims } of step.state) {
    carried[name] = new Tensor("float32", new Float32Array(dims.reduce((size, dim) => size * dim, 1)), dims);
  }
  const losses: number[] = [];
  for (let number = 1; number <= options.steps; number++) {
    const results = await session.run({
      ...carried,
      [step.rateInput]: new Tensor("float32", [options.rate], []),
      [step.stepInput]: new Tensor("float32", [number], []),
    });
    losses.push(Number(results[step.lossOutput]?.data[0]));
    for (const { input, output } of step.updates) carried[input] = results[output] as Tensor;
  }
  const values = Object.entries(carried).map(
    ([name, { data }]) => [name, Array.from(data as Float32Array)] as const,
  );
  return { losses, values: Object.fromEntries(values) };
}

/** w = 1, loss = w / 2, so the gradient is ½. */
function half(
  kind: OptimiserKind,
  { weightDecay = 0, clip = 0 }: { weightDecay?: number; clip?: number },
): TrainStep {
  const g = new GraphBuilder({ training: true });
  const w = g.param("w", [1], { kind: "ones" }, { decay: true });
  const loss = g.reduceSum(g.mul(w, 0.5));
  return compileTrainStep({ builder: g, loss, optimiser: { kind, weightDecay }, clip });
}

async function oneStep(
  kind: OptimiserKind,
  { rate, ...options }: { rate: number; weightDecay?: number; clip?: number },
): Promise<number> {
  const { values } = await train(half(kind, options), { steps: 1, rate });
  return values.w?.[0] ?? Number.NaN;
}

describe("one step of each optimiser", () => {
  it("moves as the textbook says", async () => {
    expect(await oneStep("adam", { rate: 0.1 })).toBeCloseTo(0.9, 6);
    expect(await oneStep("adamw", { rate: 0.1, weightDecay: 0.01 })).toBeCloseTo(0.899, 6);
    expect(await oneStep("rmsprop", { rate: 0.01 })).toBeCloseTo(0.9, 5);
    expect(await oneStep("sgd", { rate: 0.1 })).toBeCloseTo(1 - 0.1 * (0.5 + 0.9 * 0.5), 6);
    // The gradient becomes ½ + 0.2 · 1.
    expect(await oneStep("sgd", { rate: 0.1, weightDecay: 0.2 })).toBeCloseTo(1 - 0.1 * 1.9 * 0.7, 6);
  });

  it("clips by the global norm", async () => {
    expect(await oneStep("sgd", { rate: 0.1, clip: 0.25 })).toBeCloseTo(1 - 0.1 * 1.9 * 0.25, 5);
    expect(await oneStep("sgd", { rate: 0.1, clip: 2 })).toBeCloseTo(1 - 0.1 * 1.9 * 0.5, 6);
  });
});

/**
 * Loss Σ (w − target)² over a long matrix and short vectors of three kinds: with decay, without, and at a tenth of the
 * rate. The gradient is 2(w − target), so the whole training can be followed by hand.
 */
const PARAMETERS = [
  { name: "long", dims: [70, 70], target: 0.5, decay: true, rateScale: 1 },
  { name: "a", dims: [3], target: 1, decay: false, rateScale: 1 },
  { name: "b", dims: [2, 2], target: -1, decay: true, rateScale: 1 },
  { name: "c", dims: [], target: 2, decay: false, rateScale: 1 },
  { name: "d", dims: [2], target: 3, decay: true, rateScale: 1 },
  { name: "e", dims: [2], target: 3, decay: true, rateScale: 0.1 },
] as const;

function manyParameters(): TrainStep {
  const g = new GraphBuilder({ training: true });
  const parts = PARAMETERS.map(({ name, dims, target, ...options }) => {
    const apart = g.sub(g.param(name, dims, { kind: "constant", value: 0.25 }, options), target);
    return g.reduceSum(g.mul(apart, apart));
  });
  const loss = parts.reduce((sum, part) => g.add(sum, part));
  return compileTrainStep({ builder: g, loss, optimiser: { kind: "adamw", weightDecay: 0.1 }, clip: 5 });
}

/** AdamW with clipping, written out; all numbers of one parameter are equal, so each is followed by one number. */
function followed(steps: number, rate: number): { [name: string]: number } {
  const all = PARAMETERS.map((parameter) => ({
    ...parameter,
    size: parameter.dims.reduce<number>((size, dim) => size * dim, 1),
    w: 0.25,
    m: 0,
    v: 0,
  }));
  for (let t = 1; t <= steps; t++) {
    const norm = Math.sqrt(all.reduce((sum, { size, w, target }) => sum + size * (2 * (w - target)) ** 2, 0));
    for (const one of all) {
      const gradient = 2 * (one.w - one.target) * Math.min(1, 5 / norm);
      const scaled = rate * one.rateScale;
      one.m = 0.9 * one.m + 0.1 * gradient;
      one.v = 0.999 * one.v + 0.001 * gradient ** 2;
      if (one.decay) one.w *= 1 - scaled * 0.1;
      one.w -= (scaled * (one.m / (1 - 0.9 ** t))) / (Math.sqrt(one.v / (1 - 0.999 ** t)) + 1e-8);
    }
  }
  return Object.fromEntries(all.map(({ name, w }) => [name, w]));
}

describe("a step over many parameters", () => {
  it("joins short ones of the same settings, and moves every one as by itself", async () => {
    const step = manyParameters();
    const states = step.state.map(({ name, dims }) => `${name} [${dims.join(", ")}]`);
    expect(states.filter((state) => state.startsWith("first/"))).toEqual([
      "first/long [70, 70]",
      "first/joined1 [4]",
      "first/joined2 [6]",
      "first/e [2]",
    ]);
    const { values } = await train(step, { steps: 20, rate: 0.05 });
    for (const [name, expected] of Object.entries(followed(20, 0.05))) {
      for (const number of values[name] ?? [Number.NaN]) expect(number).toBeCloseTo(expected, 5);
    }
  });

  it("joins more of them than a shape has sizes, as a deep model has", async () => {
    const g = new GraphBuilder({ training: true });
    const biases = Array.from({ length: 90 }, (_, layer) => g.param(`bias${layer}`, [2], { kind: "zeros" }));
    const loss = biases.map((bias) => g.reduceSum(bias)).reduce((sum, one) => g.add(sum, one));
    const step = compileTrainStep({
      builder: g,
      loss,
      optimiser: { kind: "adam", weightDecay: 0 },
      clip: 0,
    });
    const splits = decodeModel(step.onnx).graph.nodes.filter(({ type }) => type === "Split");
    expect(Math.max(...splits.map(({ outputs }) => outputs.length))).toBeLessThanOrEqual(7);
    const { values } = await train(step, { steps: 1, rate: 0.1 });
    for (const { name } of biases)
      for (const value of values[name] ?? [Number.NaN]) expect(value).toBeCloseTo(-0.1, 5);
  });

  it("gives the same bytes for the same graph", () => {
    expect(Buffer.compare(manyParameters().onnx, manyParameters().onnx)).toBe(0);
  });
});

describe("parameters no gradient moves", () => {
  it("stay as they are, or become what is assigned to them", async () => {
    const g = new GraphBuilder({ training: true });
    const still = g.param("still", [2], { kind: "ones" }, { trainable: false });
    const count = g.param("count", [], { kind: "zeros" }, { trainable: false });
    const w = g.param("w", [2], { kind: "ones" });
    g.assign(count, g.add(count, 1));
    const loss = g.reduceSum(g.mul(still, g.mul(w, w)));
    const step = compileTrainStep({ builder: g, loss, optimiser: { kind: "sgd", weightDecay: 0 }, clip: 0 });
    expect(step.updates.map(({ input }) => input).sort()).toEqual(["count", "velocity/w", "w"]);
    const { values, losses } = await train(step, { steps: 3, rate: 0.1 });
    expect(values.count).toEqual([3]);
    expect(values.still).toEqual([1, 1]);
    expect(losses[2]).toBeLessThan(losses[0] ?? 0);
  });
});

describe("a step", () => {
  it("lists only what it takes, and fixes frozen weights in its file", async () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", [1]);
    g.input("unused", "float32", [1]);
    g.randomMask("unusedMask", [1], 0.5);
    const table = g.param("table", [1], { kind: "values", data: Float32Array.of(3) }, { trainable: false });
    const w = g.param("w", [1], { kind: "ones" });
    const loss = g.reduceSum(g.mul(g.add(x, table), w));
    const step = compileTrainStep({ builder: g, loss, optimiser: { kind: "adam", weightDecay: 0 }, clip: 0 });
    expect(step.inputs).toEqual([{ name: "x", dtype: "float32", dims: [1] }]);
    expect(step.randoms).toEqual([]);
    expect(step.parameters.map(({ name }) => name)).toEqual(["w"]);
    expect(step.frozen.map(({ name }) => name)).toEqual(["table"]);
    const { graph } = decodeModel(step.onnx);
    expect(graph.inputs.map(({ name }) => name)).toEqual([
      "x",
      "learning_rate",
      "step",
      "first/w",
      "second/w",
      "w",
    ]);
    const { graph: forward } = decodeModel(
      compileForward({ builder: g, outputs: { loss }, values: new Map([["w", Float32Array.of(1)]]) }),
    );
    expect(forward.inputs.map(({ name }) => name)).toEqual(["x"]);
  });
});

describe("a failure while running", () => {
  it("names the node of the graph it happened in", async () => {
    const g = new GraphBuilder({ training: true });
    const indices = g.input("indices", "int64", [1]);
    const table = g.param("table", [3, 2], { kind: "ones" });
    const loss = g.scope("node-7/embedding", () => g.reduceSum(g.gather(table, indices)));
    const step = compileTrainStep({ builder: g, loss, optimiser: { kind: "sgd", weightDecay: 0 }, clip: 0 });
    const session = await InferenceSession.create(step.onnx, { logSeverityLevel: 4 });
    const feeds = {
      indices: new Tensor("int64", [9n], [1]),
      table: new Tensor("float32", new Float32Array(6), [3, 2]),
      "velocity/table": new Tensor("float32", new Float32Array(6), [3, 2]),
      [step.rateInput]: new Tensor("float32", [0.1], []),
      [step.stepInput]: new Tensor("float32", [1], []),
    };
    await expect(session.run(feeds)).rejects.toThrow(/node-7\/embedding\//);
  });
});
