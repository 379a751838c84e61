import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import { print } from "../ir/print.ts";
import type { Value } from "../ir/value.ts";
import { optimise } from "./optimise.ts";

function program(build: (g: GraphBuilder, x: Value) => Value): string[] {
  const g = new GraphBuilder({ training: true });
  const y = build(g, g.input("x", "float32", [2, 3]));
  return print(optimise(g, [{ name: "y", value: y }])).split("\n");
}

describe("optimise", () => {
  it("drops what no output needs", () => {
    const lines = program((g, x) => {
      g.exp(x);
      return g.neg(x);
    });
    expect(lines).toEqual(["Neg:out: float32[2, 3] = Neg(x)", "return y = Neg:out"]);
  });

  it("computes equal subexpressions once, equal constants included", () => {
    const lines = program((g, x) =>
      g.sub(g.exp(g.add(x, g.constant([1, 2, 3]))), g.exp(g.add(x, g.constant([1, 2, 3])))),
    );
    expect(lines).toEqual([
      "Add:out: float32[2, 3] = Add(x, [1, 2, 3])",
      "Exp:out: float32[2, 3] = Exp(Add:out)",
      "Sub:out: float32[2, 3] = Sub(Exp:out, Exp:out)",
      "return y = Sub:out",
    ]);
  });

  it("keeps nodes apart that differ in attributes, constants or the sign of zero", () => {
    const lines = program((g, x) => {
      const sums = [0, 1].map((axis) => g.reduceSum(g.softmax(x, axis)));
      const quotients = [0, -0].map((zero) => g.reduceSum(g.div(x, g.constant([zero]))));
      return [...sums, ...quotients].reduce((sum, part) => g.add(sum, part));
    });
    expect(lines.filter((line) => line.includes("Softmax(")).length).toBe(2);
    expect(lines.filter((line) => line.includes("Div(")).length).toBe(2);
  });

  it("keeps a transposition that names no order: it reverses the axes, of square matrices too", () => {
    const g = new GraphBuilder({ training: false });
    const x = g.input("x", "float32", [3, 3]);
    const turned = g.apply("Transpose", [x]);
    const kept = print(optimise(g, [{ name: "y", value: turned }]));
    expect(kept).toContain("Transpose(x)");
    const back = print(optimise(g, [{ name: "y", value: g.apply("Transpose", [turned]) }]));
    expect(back).toBe("return y = x");
  });

  it("drops moves that change nothing and joins those that follow each other", () => {
    const lines = program((g, x) => {
      const there = g.transpose(g.mul(g.add(x, 0), 1), [1, 0]);
      return g.reshape(g.reshape(g.exp(g.transpose(there, [1, 0])), [6]), [3, 2]);
    });
    expect(lines).toEqual([
      "Exp:out: float32[2, 3] = Exp(x)",
      "Reshape_1:out: float32[3, 2] = Reshape(Exp:out, [3, 2])",
      "return y = Reshape_1:out",
    ]);
  });

  it("keeps additions of 0 and products with 1 that change dimensions", () => {
    const lines = program((g, x) => g.mul(g.reduceSum(x), g.constant(new Float32Array(4).fill(1), [4])));
    expect(lines.filter((line) => line.includes("Mul(")).length).toBe(1);
  });

  it("lets the gradient of a mean broadcast by itself", () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", [2, 3]);
    const loss = g.reduceSum(g.reduceMean(g.mul(x, x), [1]));
    const [dx] = gradients(loss, [x]);
    if (dx === undefined) throw new Error("one gradient is asked for");
    const text = print(optimise(g, [{ name: "dx", value: dx }]));
    expect(text).not.toMatch(/Mul\([^)]*Expand_1/);
  });
});
