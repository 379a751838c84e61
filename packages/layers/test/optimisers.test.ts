/** Three whole training steps of a small classifier: weights and losses as PyTorch's optimisers leave them. */
import { compileTrainStep, GraphBuilder, type OptimiserKind } from "@fuseline/autograd";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { crossEntropy, linear } from "../src/index.ts";
import { expectNumbers, ones } from "./numbers.ts";
import { type RecordedTensor, readRecorded } from "./recorded.ts";

interface RecordedSteps {
  readonly inputs: { readonly x: RecordedTensor; readonly target: RecordedTensor };
  readonly parameters: { readonly [name: string]: RecordedTensor };
  readonly losses: readonly number[];
  readonly after1: { readonly [name: string]: RecordedTensor };
  readonly after3: { readonly [name: string]: RecordedTensor };
}

interface Setting {
  readonly kind: OptimiserKind;
  readonly rate: number;
  readonly weightDecay?: number;
  readonly clip?: number;
}

function stepOf({ kind, weightDecay = 0, clip = 0 }: Setting) {
  const g = new GraphBuilder({ training: true });
  const x = g.input("x", "float32", [6, 4]);
  const target = g.input("target", "int64", [6]);
  const hidden = g.gelu(linear(g, x, 5, { scope: "hidden" }));
  const logits = linear(g, hidden, 3, { scope: "head" });
  const { value: loss } = crossEntropy(g, { logits, target }, { smoothing: 0, rowWeight: ones(g, 6) });
  return compileTrainStep({ builder: g, loss, optimiser: { kind, weightDecay }, clip });
}

async function expectSteps(recording: string, setting: Setting): Promise<void> {
  const recorded = readRecorded<RecordedSteps>(recording);
  const step = stepOf(setting);
  const session = await InferenceSession.create(step.onnx, { intraOpNumThreads: 1 });
  const { x, target } = recorded.inputs;
  const feeds: { [name: string]: Tensor } = {
    x: new Tensor("float32", Float32Array.from(x.data), x.dims),
    target: new Tensor("int64", BigInt64Array.from(target.data, BigInt), target.dims),
    [step.rateInput]: new Tensor("float32", [setting.rate], []),
  };
  for (const { name, dims } of step.parameters) {
    feeds[name] = new Tensor("float32", Float32Array.from(recorded.parameters[name]?.data ?? []), dims);
  }
  for (const { name, dims } of step.state) {
    feeds[name] = new Tensor("float32", new Float32Array(dims.reduce((size, dim) => size * dim, 1)), dims);
  }
  const expectWeights = (wanted: { readonly [name: string]: RecordedTensor }): void => {
    for (const [name, { data }] of Object.entries(wanted))
      expectNumbers(Array.from(feeds[name]?.data ?? [], Number), data, 1e-4);
  };
  for (const [index, loss] of recorded.losses.entries()) {
    feeds[step.stepInput] = new Tensor("float32", [index + 1], []);
    const results = await session.run(feeds);
    expect(Number(results[step.lossOutput]?.data[0])).toBeCloseTo(loss, 5);
    for (const { input, output } of step.updates) {
      const next = results[output];
      if (next) feeds[input] = next;
    }
    if (index === 0) expectWeights(recorded.after1);
  }
  expectWeights(recorded.after3);
}

describe("three steps agree with torch.optim", () => {
  it.each<[string, Setting]>([
    ["optimiser-adam", { kind: "adam", rate: 0.01 }],
    ["optimiser-adamw", { kind: "adamw", rate: 0.01, weightDecay: 0.1 }],
    ["optimiser-adamw-clip", { kind: "adamw", rate: 0.01, weightDecay: 0.1, clip: 0.1 }],
    ["optimiser-sgd", { kind: "sgd", rate: 0.1 }],
    ["optimiser-rmsprop", { kind: "rmsprop", rate: 0.01 }],
  ])("%s", expectSteps);
});
