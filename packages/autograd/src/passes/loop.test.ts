import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../ir/builder.ts";
import { initialise } from "../random/initialise.ts";
import { RandomStream } from "../random/random-stream.ts";
import { compileTrainStep, type TrainStep } from "../train-step.ts";
import { loopSteps } from "./loop.ts";

const BATCH = 6;
const SIZE = 5;
const CLASSES = 3;
const WIDTH = 70;
const STEPS = 4;

/** Everything a step can have: two layers, dropout, joined short weights, weights outside, an assignment, an output. */
function classifier(): TrainStep {
  const g = new GraphBuilder({ training: true });
  const x = g.input("x", "float32", [BATCH, SIZE]);
  const target = g.input("target", "int64", [BATCH]);
  const shift = g.param("shift", [SIZE], { kind: "ones" }, { trainable: false });
  const count = g.param("count", [], { kind: "zeros" }, { trainable: false });
  g.assign(count, g.add(count, 1));
  const first = g.param("first", [SIZE, WIDTH], { kind: "glorot" });
  const bias = g.param("bias", [WIDTH], { kind: "zeros" });
  const second = g.param("second", [WIDTH, CLASSES], { kind: "glorot" });
  const hidden = g.relu(g.add(g.matmul(g.sub(x, shift), first), bias));
  const kept = g.mul(hidden, g.randomMask("dropout", [BATCH, WIDTH], 0.8));
  const logits = g.matmul(kept, second);
  const picked = g.gatherElements(g.logSoftmax(logits, 1), g.unsqueeze(target, [1]), 1);
  const loss = g.neg(g.reduceMean(picked));
  return compileTrainStep({
    builder: g,
    loss,
    outputs: { logits },
    optimiser: { kind: "adamw", weightDecay: 0.01 },
    clip: 1,
  });
}

interface Batch {
  readonly x: Float32Array;
  readonly target: BigInt64Array;
  readonly mask: Float32Array;
}

function batchOf(step: TrainStep, number: number): Batch {
  const stream = new RandomStream(`batch/${number}`);
  const mask = new Float32Array(BATCH * WIDTH);
  const [spec] = step.randoms;
  if (spec !== undefined) new RandomStream(`mask/${number}`).fill(mask, spec);
  return {
    x: Float32Array.from({ length: BATCH * SIZE }, () => stream.normal()),
    target: BigInt64Array.from({ length: BATCH }, () => BigInt(Math.floor(stream.uniform() * CLASSES))),
    mask,
  };
}

function begin(step: TrainStep): { [name: string]: Tensor } {
  const first = initialise(step.parameters, "seed");
  const all = [...step.parameters, ...step.state].map(({ name, dims }) => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    return [name, new Tensor("float32", first.get(name) ?? new Float32Array(size), dims)] as const;
  });
  return Object.fromEntries(all);
}

const open = (onnx: Uint8Array) =>
  InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const rateOf = (number: number): number => 0.01 / number;

function numbersOf(results: InferenceSession.ReturnType, output: string): Float32Array {
  return (results[output] as Tensor).data as Float32Array;
}

function advance(
  step: TrainStep,
  tensors: { readonly [name: string]: Tensor },
  results: InferenceSession.ReturnType,
): { [name: string]: Tensor } {
  const next = step.updates.map(({ input, output }) => [input, results[output] as Tensor] as const);
  return { ...tensors, ...Object.fromEntries(next) };
}

async function singly(step: TrainStep) {
  const session = await open(step.onnx);
  let tensors = begin(step);
  const losses: number[] = [];
  const logits: number[] = [];
  for (let number = 1; number <= STEPS; number++) {
    const { x, target, mask } = batchOf(step, number);
    const results = await session.run({
      ...tensors,
      x: new Tensor("float32", x, [BATCH, SIZE]),
      target: new Tensor("int64", target, [BATCH]),
      [step.randoms[0]?.name ?? ""]: new Tensor("float32", mask, [BATCH, WIDTH]),
      [step.rateInput]: new Tensor("float32", [rateOf(number)], []),
      [step.stepInput]: new Tensor("float32", [number], []),
    });
    tensors = advance(step, tensors, results);
    losses.push(Number(results[step.lossOutput]?.data[0]));
    logits.push(...numbersOf(results, "logits"));
  }
  return { tensors, losses, logits };
}

/** In runs of the given lengths. */
async function inLoops(step: TrainStep, lengths: readonly number[]) {
  const loop = loopSteps(step);
  const session = await open(loop.onnx);
  let tensors = begin(step);
  const losses: number[] = [];
  const logits: number[] = [];
  let done = 0;
  for (const length of lengths) {
    const numbers = Array.from({ length }, (_, place) => done + place + 1);
    const batches = numbers.map((number) => batchOf(step, number));
    const floats = (parts: readonly Float32Array[]) => parts.flatMap((part) => [...part]);
    const targets = batches.flatMap(({ target }) => [...target]);
    const results = await session.run({
      ...tensors,
      [loop.countInput]: new Tensor("int64", [BigInt(length)], []),
      x: new Tensor("float32", floats(batches.map(({ x }) => x)), [length, BATCH, SIZE]),
      target: new Tensor("int64", targets, [length, BATCH]),
      [step.randoms[0]?.name ?? ""]: new Tensor("float32", floats(batches.map(({ mask }) => mask)), [
        length,
        BATCH,
        WIDTH,
      ]),
      [step.rateInput]: new Tensor("float32", numbers.map(rateOf), [length]),
      [step.stepInput]: new Tensor("float32", numbers, [length]),
    });
    tensors = advance(step, tensors, results);
    losses.push(...numbersOf(results, step.lossOutput));
    logits.push(...numbersOf(results, "logits"));
    done += length;
  }
  return { tensors, losses, logits };
}

describe("steps in one run", () => {
  const step = classifier();

  it("give what single steps give, byte for byte, in runs of any length", async () => {
    const expected = await singly(step);
    expect(new Set(expected.losses).size).toBe(STEPS);
    for (const lengths of [[STEPS], [1, 3], [1, 1, 1, 1]]) {
      const actual = await inLoops(step, lengths);
      expect(actual.losses).toEqual(expected.losses);
      expect(actual.logits).toEqual(expected.logits);
      for (const [name, { data }] of Object.entries(expected.tensors)) {
        expect(actual.tensors[name]?.data, name).toEqual(data);
      }
    }
  });

  it("stack what differs from step to step, and nothing else", () => {
    const { stacked } = loopSteps(step);
    expect([...stacked].sort()).toEqual(["dropout", "learning_rate", "step", "target", "x"]);
  });

  it("read weights that no step changes from outside the loop", async () => {
    const { tensors } = await inLoops(step, [STEPS]);
    expect(tensors.shift?.data).toEqual(new Float32Array(SIZE).fill(1));
    expect(tensors.count?.data[0]).toBe(STEPS);
  });
});
