/** Whole trainings beside PyTorch's (fixtures/optimisation/record.py), in one graph and with gradients added up. */
import { readFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../ir/builder.ts";
import { initialise } from "../random/initialise.ts";
import { withRoundedHalves } from "../testing/rounded-halves.ts";
import { type Carried, compileTrainStep, type TrainStep } from "../train-step.ts";
import { firstState } from "./state.ts";

interface Numbers {
  readonly dims: readonly number[];
  readonly data: readonly number[];
}
interface Recorded {
  readonly settings: { rate: number; weightDecay: number; clip: number; average: number; rows: number };
  readonly first: { readonly [name: string]: Numbers };
  readonly x: Numbers;
  readonly y: Numbers;
  readonly losses: readonly number[];
  readonly last: { readonly [name: string]: Numbers };
  readonly averages: { readonly [name: string]: Numbers };
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL("../../fixtures/optimisation/training.json", import.meta.url), "utf8"),
);
const { settings } = recorded;
const GROUPS = {
  low: { rateScale: 1 / 3, decay: true },
  lowBias: { rateScale: 1 / 3, decay: false },
  high: { rateScale: 1, decay: true },
  highBias: { rateScale: 1, decay: false },
};

interface Variant {
  readonly batch: number;
  readonly accumulate?: boolean;
  readonly lossScaling?: boolean;
  readonly halfPrecision?: boolean;
}

function model({ batch, ...options }: Variant): TrainStep {
  const g = new GraphBuilder({ training: true });
  const weight = (name: keyof typeof GROUPS) => {
    const { dims, data } = recorded.first[name] ?? { dims: [], data: [] };
    return g.param(name, dims, { kind: "values", data: Float32Array.from(data) }, GROUPS[name]);
  };
  const x = g.input("x", "float32", [batch, 5]);
  const y = g.input("y", "float32", [batch, 3]);
  const rowWeight = g.input("rowWeight", "float32", [batch]);
  const hidden = g.tanh(g.gemm(x, weight("low"), weight("lowBias")));
  const apart = g.sub(g.gemm(hidden, weight("high"), weight("highBias")), y);
  const perRow = g.reduceMean(g.mul(apart, apart), [1]);
  const loss = g.div(g.reduceSum(g.mul(perRow, rowWeight)), g.reduceSum(rowWeight));
  const { weightDecay, clip, average } = settings;
  return compileTrainStep({
    builder: g,
    loss,
    optimiser: { kind: "adamw", weightDecay },
    clip,
    average,
    ...options,
  });
}

type Tensors = { [name: string]: Tensor };
const scalar = (value: number): Tensor => new Tensor("float32", [value], []);

/** Runs the recorded batches through the step; several runs a step where gradients are added up. */
class Runner {
  readonly tensors: Tensors = {};
  private constructor(
    readonly step: TrainStep,
    readonly batch: number,
    private readonly session: InferenceSession,
    private readonly update: InferenceSession | null,
  ) {
    const first = initialise(step.parameters, "");
    for (const { name, dims } of step.parameters)
      this.tensors[name] = new Tensor("float32", first.get(name) ?? [], dims);
    for (const spec of step.state)
      this.tensors[spec.name] = new Tensor("float32", firstState(spec, first), spec.dims);
  }

  static async open(variant: Variant): Promise<Runner> {
    const step = model(variant);
    const open = (onnx: Uint8Array) =>
      InferenceSession.create(variant.halfPrecision ? withRoundedHalves(onnx) : onnx, {
        intraOpNumThreads: 1,
        logSeverityLevel: 3,
      });
    const update = step.accumulation === null ? null : await open(step.accumulation.onnx);
    return new Runner(step, variant.batch, await open(step.onnx), update);
  }

  async train(number: number, taken = number): Promise<number> {
    const { step, update, batch } = this;
    const numbers = { [step.rateInput]: scalar(settings.rate), [step.stepInput]: scalar(taken + 1) };
    for (const spec of step.accumulation?.sums ?? [])
      this.tensors[spec.name] = new Tensor("float32", firstState(spec, new Map()), spec.dims);
    let loss = 0;
    for (let start = 0; start < settings.rows; start += batch) {
      const count = Math.min(batch, settings.rows - start);
      const weight = { [step.accumulation?.weightInput ?? ""]: scalar(count) };
      const feeds = {
        ...this.tensors,
        ...numbers,
        ...weight,
        ...this.rows(number * settings.rows + start, count),
      };
      loss += (count / settings.rows) * (await this.run(this.session, feeds, step.updates));
    }
    if (update !== null && step.accumulation !== null) {
      const weight = { [step.accumulation.weightInput]: scalar(settings.rows) };
      await this.run(update, { ...this.tensors, ...numbers, ...weight }, step.accumulation.updates);
    }
    return loss;
  }

  /** A short batch is filled up with rows of weight 0. */
  private rows(start: number, count: number): Tensors {
    const part = (of: Numbers): Tensor => {
      const width = of.dims[1] ?? 1;
      const data = new Float32Array(this.batch * width);
      data.set(of.data.slice(start * width, (start + count) * width));
      return new Tensor("float32", data, [this.batch, width]);
    };
    const weights = Float32Array.from({ length: this.batch }, (_, place) => (place < count ? 1 : 0));
    return {
      x: part(recorded.x),
      y: part(recorded.y),
      rowWeight: new Tensor("float32", weights, [this.batch]),
    };
  }

  private async run(session: InferenceSession, feeds: Tensors, updates: readonly Carried[]): Promise<number> {
    const taken = session.inputNames.flatMap((name) =>
      feeds[name] === undefined ? [] : [[name, feeds[name]]],
    );
    const results = await session.run(Object.fromEntries(taken));
    for (const { input, output } of updates) this.tensors[input] = results[output] as Tensor;
    return Number(results[this.step.lossOutput]?.data[0]);
  }

  numbers(name: string): readonly number[] {
    return Array.from(this.tensors[name]?.data as Float32Array);
  }

  average(name: string): readonly number[] {
    const found = this.step.averages.find(({ parameter }) => parameter === name);
    if (found === undefined) throw new Error(`${name} has no average`);
    return this.numbers(found.state).slice(found.offset, found.offset + found.size);
  }
}

function worstDifference(found: readonly number[], expected: readonly number[] | undefined): number {
  expect(found.length).toBe(expected?.length);
  return Math.max(...found.map((value, at) => Math.abs(value - (expected?.[at] ?? Number.NaN))));
}

function expectClose(found: readonly number[], expected: readonly number[] | undefined, name: string): void {
  expect(worstDifference(found, expected), name).toBeLessThan(2e-6);
}

describe("a training by PyTorch: AdamW, groups of rates and decay, clipping, moving average", () => {
  const variants: readonly [string, Variant][] = [
    ["whole batches", { batch: 6 }],
    ["gradients of two batches added up, the second one short", { batch: 4, accumulate: true }],
    ["a scaled loss", { batch: 6, lossScaling: true }],
    ["gradients of a scaled loss added up", { batch: 2, accumulate: true, lossScaling: true }],
  ];
  it.each(variants)("is followed with %s", async (_, variant) => {
    const runner = await Runner.open(variant);
    for (const [number, expected] of recorded.losses.entries())
      expect(await runner.train(number)).toBeCloseTo(expected, 5);
    for (const name of Object.keys(GROUPS)) {
      expectClose(runner.numbers(name), recorded.last[name]?.data, name);
      expectClose(runner.average(name), recorded.averages[name]?.data, `average of ${name}`);
    }
  });
});

describe("mixed precision", () => {
  it.each<[string, Variant]>([
    ["whole batches", { batch: 6, halfPrecision: true }],
    ["gradients added up", { batch: 4, accumulate: true, halfPrecision: true }],
  ])("follows the training within what float16 can tell, with %s", async (_, variant) => {
    const runner = await Runner.open(variant);
    for (const [number, expected] of recorded.losses.entries())
      expect(await runner.train(number)).toBeCloseTo(expected, 2);
    const moved = (name: string): number =>
      worstDifference(recorded.first[name]?.data ?? [], recorded.last[name]?.data);
    for (const name of Object.keys(GROUPS)) {
      const off = worstDifference(runner.numbers(name), recorded.last[name]?.data);
      expect(off, name).toBeGreaterThan(0);
      expect(off / moved(name), name).toBeLessThan(0.02);
    }
    expect(runner.numbers("skipped_steps")).toEqual([0]);
  });

  it("leaves a step out whose gradients float16 cannot hold, though float32 could", async () => {
    const runner = await Runner.open({ batch: 6, halfPrecision: true });
    const before = runner.numbers("low");
    runner.tensors.loss_scale = scalar(2 ** 30);
    expect(await runner.train(0)).toBeCloseTo(recorded.losses[0] ?? 0, 2);
    expect(runner.numbers("low")).toEqual(before);
    expect(runner.numbers("loss_scale")).toEqual([2 ** 29]);
    expect(runner.numbers("skipped_steps")).toEqual([1]);
    const single = await Runner.open({ batch: 6, lossScaling: true });
    single.tensors.loss_scale = scalar(2 ** 30);
    await single.train(0);
    expect(single.numbers("skipped_steps")).toEqual([0]);
  });
});

describe("a scaled loss", () => {
  it("leaves a step out whose gradients overflow, halves the scale, and counts only steps taken", async () => {
    const runner = await Runner.open({ batch: 6, lossScaling: true });
    const before = runner.numbers("low");
    const bias = runner.tensors.highBias as Tensor;
    runner.tensors.highBias = new Tensor("float32", new Float32Array(3).fill(1e30), [3]);
    await runner.train(0);
    expect(runner.numbers("low")).toEqual(before);
    expect(runner.numbers("first/low").every((value) => value === 0)).toBe(true);
    expect(runner.numbers("skipped_steps")).toEqual([1]);
    expect(runner.numbers("loss_scale")).toEqual([16_384]);
    // The second call is the first step that is taken, so it moves the weights as a first step does.
    runner.tensors.highBias = bias;
    const other = await Runner.open({ batch: 6 });
    await other.train(0);
    await runner.train(0, 1);
    expectClose(runner.numbers("low"), other.numbers("low"), "low");
  });

  it("doubles after two thousand good steps", async () => {
    const runner = await Runner.open({ batch: 6, lossScaling: true });
    runner.tensors.good_steps = scalar(1999);
    await runner.train(0);
    expect(runner.numbers("loss_scale")).toEqual([65_536]);
    expect(runner.numbers("good_steps")).toEqual([0]);
  });
});
