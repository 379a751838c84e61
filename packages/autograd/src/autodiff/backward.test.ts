import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { evaluate } from "../testing/evaluate.ts";
import { gradients } from "./backward.ts";

const scalar = (data: number) => ({ dtype: "float32", dims: [], data: Float32Array.of(data) }) as const;

async function slopeAt(build: (g: GraphBuilder, x: Value) => Value, at: number): Promise<number> {
  const g = new GraphBuilder({ training: true });
  const x = g.input("x", "float32", []);
  const [dx] = gradients(build(g, x), [x]);
  if (dx === undefined) throw new Error("one gradient is asked for");
  const { y } = await evaluate(g, { outputs: { y: dx }, feeds: { x: scalar(at) } });
  return Number(y?.data[0]);
}

describe("gradients", () => {
  it("add up where a value is used more than once", async () => {
    // d(x² + 3x)/dx = 2x + 3
    expect(await slopeAt((g, x) => g.add(g.mul(x, x), g.mul(x, 3)), 5)).toBe(13);
  });

  it("are zeros where the loss does not depend on a value", async () => {
    expect(await slopeAt((g) => g.mul(g.constant(2), 3), 5)).toBe(0);
  });

  it("stop at steps, and take the way round a hand-written gradient offers", async () => {
    expect(await slopeAt((g, x) => g.round(x), 0.4)).toBe(0);
    const straightThrough = (g: GraphBuilder, x: Value): Value =>
      g.mul(
        g.withGradient(
          [x],
          () => g.round(x),
          ({ dy }) => [dy],
        ),
        3,
      );
    expect(await slopeAt(straightThrough, 0.4)).toBe(3);
  });

  it("are asked of scalars only", () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", [2]);
    expect(() => gradients(x, [x])).toThrow("The loss must be a scalar, got x: float32[2].");
  });

  it("name the node that forbids them", () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", [3, 2]);
    const rows = g.constant([0, 1], [2, 1], "int64");
    const added = g.scope("n1/table", () =>
      g.apply("ScatterND", [x, rows, g.constant([1, 2, 3, 4], [2, 2])], { reduction: "add" }),
    );
    expect(() => gradients(g.reduceSum(added), [x])).toThrow("n1/table/ScatterND: ScatterND has no gradient");
  });

  it("never add through ScatterND, which loses sums when several threads meet at a row", () => {
    for (const rows of [5, 500]) {
      const g = new GraphBuilder({ training: true });
      const table = g.input("table", "float32", [rows, 3]);
      const chosen = g.gather(table, g.input("indices", "int64", [4]));
      gradients(g.reduceSum(g.mul(chosen, chosen)), [table]);
      expect(g.nodes.map(({ type }) => type)).not.toContain("ScatterND");
    }
  });

  it("are built under the scope of their node, marked as backward", () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", []);
    const loss = g.scope("n1/head", () => g.exp(x));
    const [dx] = gradients(loss, [x]);
    expect(dx?.name).toBe("n1/head/Mul#bwd:out");
  });
});
