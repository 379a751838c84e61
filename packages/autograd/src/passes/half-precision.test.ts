import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import { print } from "../ir/print.ts";
import type { Value } from "../ir/value.ts";
import { verify } from "../ir/verify.ts";
import { halfPrecision } from "./half-precision.ts";
import { optimise } from "./optimise.ts";

const DIMS = [2, 4];

/** Lines of the program that computes `build`'s values from x [2, 4] and a weight w [4, 4]. */
function program(build: (g: GraphBuilder, x: Value, w: Value) => Value[]): string[] {
  const g = new GraphBuilder({ training: true });
  const update = g.input("update", "float32", []);
  const values = build(g, g.input("x", "float32", DIMS), g.param("w", [4, 4], { kind: "glorot" }));
  const outputs = values.map((value, i) => ({ name: `y${i}`, value }));
  const halved = optimise(g, outputs, (whole) => halfPrecision(whole, update));
  verify(halved);
  return print(halved).split("\n");
}

/** What each operator gives, in order, without casts. */
function types(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, dtype, type] = line.match(/: (\w+)\[.*?\] = (\w+)\(/) ?? [];
    return type === undefined || type === "Cast" ? [] : [`${type} ${dtype}`];
  });
}

describe("half precision", () => {
  it("computes products and what lies between them in float16, and gives float32", () => {
    const lines = program((g, x, w) => {
      const hidden = g.relu(g.add(g.matmul(x, w), g.param("b", [4], { kind: "zeros" })));
      return [g.matmul(hidden, w)];
    });
    expect(lines).toEqual([
      "x/half: float16[2, 4] = Cast(x) {to: 10}",
      "w/half: float16[4, 4] = Cast(w) {to: 10}",
      "MatMul:out: float16[2, 4] = MatMul(x/half, w/half)",
      "b/half: float16[4] = Cast(b) {to: 10}",
      "Add:out: float16[2, 4] = Add(MatMul:out, b/half)",
      "Relu:out: float16[2, 4] = Relu(Add:out)",
      "MatMul_1:out: float16[2, 4] = MatMul(Relu:out, w/half)",
      "MatMul_1:out/single: float32[2, 4] = Cast(MatMul_1:out) {to: 1}",
      "return y0 = MatMul_1:out/single",
    ]);
  });

  it("keeps sums, normalisations, softmax, squares and sums with float32 in float32", () => {
    const lines = program((g, x, w) => {
      const y = g.matmul(x, w);
      const ones = g.param("ones", [4], { kind: "ones" });
      return [
        g.softmax(y),
        g.reduceSum(y),
        g.layerNorm(y, ones, ones),
        g.exp(y),
        g.mul(y, y),
        g.add(x, y),
        g.add(y, 1e-9),
        g.where(g.less(y, 1e9), y, 0),
      ];
    });
    expect(types(lines)).toEqual([
      "MatMul float16",
      "Softmax float32",
      "ReduceSum float32",
      "LayerNormalization float32",
      "Exp float32",
      "Mul float32",
      "Add float32",
      "Add float32",
      // 10⁹ is no number of float16; where it is compared, nothing else is.
      "Less bool",
      "Where float16",
    ]);
    expect(lines.find((line) => line.includes("= Less("))).toContain("Less(MatMul:out/single");
  });

  it("takes masks and comparisons along", () => {
    const lines = program((g, x, w) => {
      const y = g.matmul(x, w);
      const positive = g.cast(g.greater(y, 0), "float32");
      return [
        g.mul(g.mul(y, positive), g.randomMask("mask", DIMS, 0.5)),
        g.mul(y, g.randomUniform("u", DIMS)),
      ];
    });
    expect(types(lines)).toEqual([
      "MatMul float16",
      "Greater bool",
      "Mul float16",
      "Mul float16",
      "Mul float32",
    ]);
  });

  it("computes gradients in float16 up to the products they come from", () => {
    const lines = program((g, x, w) => {
      const y = g.matmul(g.relu(g.matmul(x, w)), w);
      return gradients(g.reduceMean(g.exp(y)), [w]);
    });
    const given = types(lines);
    expect(given.filter((one) => /^(MatMul|Gemm) /.test(one))).toEqual(
      new Array(5).fill(null).map((_, i) => (i < 2 ? "MatMul float16" : "Gemm float16")),
    );
    expect(lines.at(-1)).toContain("/single");
  });

  it("leaves what depends on the update, and float64, as it is", () => {
    const lines = program((g, x, w) => {
      const [update] = g.inputs;
      if (update === undefined) throw new Error("there is an input");
      const wide = g.cast(x, "float64");
      return [g.matmul(g.mul(x, update), w), g.matmul(wide, g.cast(w, "float64"))];
    });
    expect(types(lines)).toEqual(["Mul float32", "MatMul float32", "MatMul float64"]);
  });
});
