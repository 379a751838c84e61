import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "./ir/builder.ts";
import type { OptimiserKind } from "./optim/optimiser.ts";
import { compileTrainStep } from "./train-step.ts";

/** w = 1, loss = w / 2, so the gradient is ½. */
async function oneStep(
  kind: OptimiserKind,
  options: { rate: number; weightDecay?: number; clip?: number },
): Promise<number> {
  const g = new GraphBuilder({ training: true });
  const w = g.param("w", [1], { kind: "ones" }, { decay: true });
  const loss = g.reduceSum(g.mul(w, 0.5));
  const { rate, weightDecay = 0, clip = 0 } = options;
  const step = compileTrainStep({ builder: g, loss, optimiser: { kind, weightDecay }, clip });
  const session = await InferenceSession.create(step.onnx);
  const feeds: { [name: string]: Tensor } = {
    w: new Tensor("float32", [1], [1]),
    [step.rateInput]: new Tensor("float32", [rate], []),
    [step.stepInput]: new Tensor("float32", [1], []),
  };
  for (const state of step.state) feeds[state.name] = new Tensor("float32", new Float32Array(1), [1]);
  const results = await session.run(feeds);
  return Number(results["next/w"]?.data[0]);
}

describe("one step of each optimiser", () => {
  it("moves as the textbook says", async () => {
    expect(await oneStep("adam", { rate: 0.1 })).toBeCloseTo(0.9, 6);
    expect(await oneStep("adamw", { rate: 0.1, weightDecay: 0.01 })).toBeCloseTo(0.899, 6);
    expect(await oneStep("rmsprop", { rate: 0.01 })).toBeCloseTo(0.9, 5);
    expect(await oneStep("sgd", { rate: 0.1 })).toBeCloseTo(1 - 0.1 * (0.5 + 0.9 * 0.5), 6);
  });

  it("clips by the global norm", async () => {
    expect(await oneStep("sgd", { rate: 0.1, clip: 0.25 })).toBeCloseTo(1 - 0.1 * 1.9 * 0.25, 5);
  });
});
