import { beforeAll, describe, expect, it } from "vitest";
import { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { verify } from "../ir/verify.ts";
import { executionOrder } from "../passes/execution-order.ts";
import { optimise } from "../passes/optimise.ts";
import type { Program } from "../passes/program.ts";
import { type DeepStep, deepStep } from "../testing/deep-step.ts";
import { type RanSteps, runSteps } from "../testing/run-step.ts";
import { gradients } from "./backward.ts";
import { Checkpoints } from "./checkpoint.ts";

describe.each(["perceptron", "transformer", "convolution"] as const)("a %s computed again", (kind) => {
  const shape: DeepStep = { kind, rows: 24, width: kind === "convolution" ? 12 : 48, blocks: 4 };
  const whole = deepStep(shape);
  let expected: RanSteps;
  beforeAll(async () => {
    expected = await runSteps(whole, 3);
  });

  it("learns the same to the last bit, its products kept or not, dropout and all", async () => {
    expect(whole.memory.recomputed).toBe(0);
    expect(new Set(expected.losses).size).toBe(3);
    for (const share of [0.75, 0]) {
      const step = deepStep({ ...shape, memory: share * whole.memory.peak });
      expect(step.memory.recomputed).toBeGreaterThan(0);
      expect(step.memory.peak).toBeLessThan(whole.memory.peak);
      const { losses, numbers } = await runSteps(step, 3);
      expect(losses).toEqual(expected.losses);
      expect(numbers).toEqual(expected.numbers);
    }
  });

  it("computes no more again than it must", () => {
    const least = deepStep({ ...shape, memory: 0 }).memory;
    const most = whole.memory.peak;
    const steps = [0.8, 0.6, 0.4, 0.2].map(
      (share) => deepStep({ ...shape, memory: least.peak + share * (most - least.peak) }).memory,
    );
    steps.forEach(({ peak, recomputed }, i) => {
      expect(peak).toBeLessThanOrEqual(least.peak + (0.8 - 0.2 * i) * (most - least.peak));
      expect(recomputed).toBeGreaterThanOrEqual(steps[i - 1]?.recomputed ?? 1);
    });
    expect(steps[0]?.recomputed).toBeLessThan(least.recomputed);
    expect(deepStep({ ...shape, memory: most }).memory).toEqual(whole.memory);
  });
});

describe("segments computed again", () => {
  const ROWS = 2048;

  function program(): { readonly program: Program; readonly loss: Value } {
    const g = new GraphBuilder({ training: true });
    let x = g.input("x", "float32", [ROWS, 64]);
    const weights = [0, 1, 2, 3].map((i) => g.param(`w${i}`, [64, 64], { kind: "glorot" }));
    weights.forEach((weight, i) => {
      x = g.scope(`block${i}`, () => g.add(x, g.tanh(g.mul(g.sin(g.matmul(x, weight)), 3))));
    });
    const loss = g.reduceMean(g.mul(x, x));
    const slopes = gradients(loss, weights).map((value, i) => ({ name: `dw${i}`, value }));
    const whole = optimise(g, [{ name: "loss", value: loss }, ...slopes]);
    return { program: whole, loss };
  }

  it("come after the gradients that reach them, and before those they serve", () => {
    const { program: whole, loss } = program();
    const checkpoints = new Checkpoints(whole, loss);
    const changed = checkpoints.recomputing(checkpoints.segments.map(() => "full"));
    verify(changed);
    const order = executionOrder(changed.nodes).map(({ name }) => name);
    const first = (pattern: RegExp): number => order.findIndex((name) => pattern.test(name));
    expect(first(/^block1\/MatMul#again$/)).toBeGreaterThan(first(/^block2\/Mul#bwd$/));
    expect(first(/^block1\/MatMul#again$/)).toBeLessThan(first(/^block1\/Mul#bwd$/));
    expect(first(/^block0\/MatMul#again$/)).toBeGreaterThan(first(/^block1\/Mul#bwd$/));
    // Nothing is left that reads what is computed again from the forward part.
    const forward = new Set(
      whole.nodes.slice(
        0,
        whole.nodes.findIndex(({ name }) => name.includes("#bwd")),
      ),
    );
    const read = changed.nodes.filter(({ name }) => name.includes("#bwd")).flatMap(({ inputs }) => inputs);
    const kept = [...forward].filter((node) => node.outputs.some((output) => read.includes(output)));
    expect(
      kept.map(({ name }) => name).filter((name) => /block[01]\/(Sin|Tanh|Mul|MatMul)$/.test(name)),
    ).toEqual([]);
  });

  it("keep their products where only the rest is to be computed again", () => {
    const { program: whole, loss } = program();
    const checkpoints = new Checkpoints(whole, loss);
    const { nodes } = checkpoints.recomputing(checkpoints.segments.map(() => "cheap"));
    const again = nodes.filter(({ name }) => /block\d\/\w+#again$/.test(name)).map(({ type }) => type);
    expect(again).toContain("Tanh");
    expect(again).not.toContain("MatMul");
  });

  it("leave the program as it is where none is chosen", () => {
    const { program: whole, loss } = program();
    const checkpoints = new Checkpoints(whole, loss);
    expect(checkpoints.recomputing([]).nodes).toEqual(whole.nodes);
  });
});
