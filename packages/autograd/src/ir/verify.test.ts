import { describe, expect, it } from "vitest";
import { GraphBuilder } from "./builder.ts";
import { verify } from "./verify.ts";

function exponential() {
  const g = new GraphBuilder({ training: false });
  const x = g.input("x", "float32", [2]);
  const y = g.neg(g.exp(x));
  return { nodes: g.nodes, outputs: [{ name: "y", value: y }], x };
}

describe("verify", () => {
  it("passes what the builder built", () => {
    expect(() => verify(exponential())).not.toThrow();
  });

  it("finds a node before its input", () => {
    const { nodes, outputs } = exponential();
    expect(() => verify({ nodes: [...nodes].reverse(), outputs })).toThrow(
      "Neg: Exp:out: float32[2] is used before it is computed.",
    );
  });

  it("finds two nodes of one name", () => {
    const { nodes, outputs } = exponential();
    expect(() => verify({ nodes: [...nodes, ...nodes], outputs })).toThrow(
      "Exp: another node has this name.",
    );
  });

  it("finds an output nobody computes", () => {
    const { nodes, outputs } = exponential();
    expect(() => verify({ nodes: nodes.slice(0, 1), outputs })).toThrow("The output y is never computed");
  });

  it("finds types and arities that do not fit the operator", () => {
    const { nodes, outputs, x } = exponential();
    const [exp] = nodes;
    if (exp === undefined) throw new Error("the graph has an Exp");
    const wrong = [{ ...exp, type: "Equal", inputs: [x, x] }];
    expect(() => verify({ nodes: wrong, outputs })).toThrow(
      "Exp:out: float32[2] is declared, but Equal gives bool[2].",
    );
    expect(() => verify({ nodes: [{ ...exp, inputs: [x, x] }], outputs })).toThrow(
      "Exp cannot take 2 inputs.",
    );
  });
});
