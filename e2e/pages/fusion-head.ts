/** A fusion head on the vectors of two encoders, and its training: the same lines in a browser and in Node. */
import {
  compileForward,
  compileTrainStep,
  GraphBuilder,
  RandomStream,
  type TrainStep,
  type Value,
} from "@fuseline/autograd";
import { crossEntropy, dropout, fuseConcat, linear } from "@fuseline/layers";
import { type NamedNumbers, type OnnxRuntime, type StepFeed, StepRunner } from "@fuseline/training";

/** Every size decides, with the seed, what comes out. */
export interface HeadTask {
  /** Numbers in the vector of each of the two encoders. */
  readonly size: number;
  readonly hidden: number;
  readonly classes: number;
  readonly batch: number;
  readonly steps: number;
  readonly rate: number;
  readonly seed: string;
}

export interface TrainedHead {
  readonly losses: readonly number[];
  readonly weights: NamedNumbers;
}

const PARTS = ["image", "text"] as const;

export async function trainHead(task: HeadTask, runtime: OnnxRuntime): Promise<TrainedHead> {
  const step = compileStep(task);
  const runner = await StepRunner.open({ step, runtime, seed: task.seed });
  const losses = await runner.run(feeds(task, step));
  const weights = await runner.parameters();
  await runner.close();
  return { losses, weights };
}

/** Answers for any number of rows: what is published. */
export function servingHead({ size, ...task }: HeadTask, weights: NamedNumbers): Uint8Array<ArrayBuffer> {
  const g = new GraphBuilder({ training: false });
  const vectors = PARTS.map((part) => g.input(part, "float32", ["batch", size]));
  const presence = g.input("presence", "float32", ["batch"]);
  const logits = head(g, task, { vectors, presence });
  return compileForward({ builder: g, outputs: { logits }, values: new Map(Object.entries(weights)) });
}

/** The rows of one batch: vectors that lie around a centre of their class. */
export function batchOf({ size, batch, classes, seed }: HeadTask, number: number) {
  const stream = new RandomStream(`${seed}/batch/${number}`);
  const target = BigInt64Array.from({ length: batch }, () => BigInt(Math.floor(stream.uniform() * classes)));
  const vectorsOf = (part: string): Float32Array => {
    const vectors = new Float32Array(batch * size);
    target.forEach((label, row) => {
      const centre = new RandomStream(`${seed}/${part}/${label}`);
      for (let at = 0; at < size; at++) vectors[row * size + at] = centre.normal() + stream.normal();
    });
    return vectors;
  };
  return { target, image: vectorsOf("image"), text: vectorsOf("text") };
}

interface Vectors {
  readonly vectors: readonly Value[];
  readonly presence: Value;
}

function head(
  g: GraphBuilder,
  { hidden, classes }: Pick<HeadTask, "hidden" | "classes">,
  { vectors, presence }: Vectors,
): Value {
  const parts = vectors.map((value) => ({ value, presence }));
  const fused = g.scope("fusion", () => fuseConcat(g, parts, { width: hidden, activation: "gelu" }));
  return linear(g, dropout(g, fused, 0.1), classes, { scope: "head" });
}

function compileStep({ size, batch, ...task }: HeadTask): TrainStep {
  const g = new GraphBuilder({ training: true });
  const vectors = PARTS.map((part) => g.input(part, "float32", [batch, size]));
  const target = g.input("target", "int64", [batch]);
  const ones = g.constant(new Float32Array(batch).fill(1), [batch]);
  const logits = head(g, task, { vectors, presence: ones });
  const { value: loss } = crossEntropy(g, { logits, target }, { smoothing: 0.1, rowWeight: ones });
  return compileTrainStep({ builder: g, loss, optimiser: { kind: "adamw", weightDecay: 0.01 }, clip: 1 });
}

function* feeds(task: HeadTask, step: TrainStep): Generator<StepFeed> {
  for (let number = 1; number <= task.steps; number++) {
    const drawn = step.randoms.map((spec) => {
      const mask = new Float32Array(spec.dims.reduce((size, dim) => size * dim, 1));
      new RandomStream(`${task.seed}/${number}/${spec.key}`).fill(mask, spec);
      return [spec.name, mask] as const;
    });
    yield {
      ...batchOf(task, number),
      ...Object.fromEntries(drawn),
      [step.rateInput]: Float32Array.of(task.rate),
      [step.stepInput]: Float32Array.of(number),
    };
  }
}
