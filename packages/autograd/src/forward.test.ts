import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { compileForward } from "./forward.ts";
import { GraphBuilder } from "./ir/builder.ts";
import { decodeModel } from "./onnx/decode-model.ts";
import { inputsOf } from "./passes/leaves.ts";

/** A little of everything that meets a symbolic batch: flattening, a token put in front, a mean, a product. */
function servingGraph() {
  const g = new GraphBuilder({ training: false });
  const x = g.input("x", "float32", ["batch", 2, 3]);
  const unused = g.input("unused", "float32", ["batch"]);
  const token = g.param("token", [1, 1, 3], { kind: "ones" });
  const weight = g.param("weight", [3, 2], { kind: "values", data: Float32Array.of(1, 0, 0, 1, 1, 1) });
  const tokens = g.concat([g.expand(token, ["batch", 1, 3]), x], 1);
  const flat = g.gemm(g.reshape(tokens, [-1, 3]), weight);
  const y = g.reduceMean(g.reshape(flat, ["batch", 3, 2]), [1]);
  return { g, x, y, unused, flat };
}

async function run(onnx: Uint8Array, feeds: { [input: string]: Tensor }): Promise<number[]> {
  const session = await InferenceSession.create(onnx);
  const results = await session.run(feeds);
  return Array.from(results.y?.data as Float32Array);
}

describe("compileForward", () => {
  const values = new Map([
    ["token", Float32Array.of(1, 1, 1)],
    ["weight", Float32Array.of(1, 0, 0, 1, 1, 1)],
  ]);

  it("serves any number of rows", async () => {
    const { g, y, flat } = servingGraph();
    expect(flat.dims).toEqual(["3*batch", 2]);
    const onnx = compileForward({ builder: g, outputs: { y }, values });
    const row = [1, 2, 3, 4, 5, 6];
    // token · W = [2, 2]; [1, 2, 3] · W = [4, 5]; [4, 5, 6] · W = [10, 11]
    expect(await run(onnx, { x: new Tensor("float32", row, [1, 2, 3]) })).toEqual(
      [16 / 3, 6].map(Math.fround),
    );
    const three = await run(onnx, { x: new Tensor("float32", [...row, ...row, ...row], [3, 2, 3]) });
    expect(three).toEqual([16 / 3, 6, 16 / 3, 6, 16 / 3, 6].map(Math.fround));
  });

  it("asks only for what the outputs need", () => {
    const { g, y, x } = servingGraph();
    expect(inputsOf(g, [y])).toEqual(new Set(["x"]));
    const { graph } = decodeModel(compileForward({ builder: g, outputs: { y }, values }));
    expect(graph.inputs).toEqual([{ name: "x", elementType: 1, dims: x.dims }]);
    expect(graph.initializers.map(({ name }) => name)).toContain("weight");
  });

  it("takes weights as inputs when none are given", () => {
    const { g, y } = servingGraph();
    const { graph } = decodeModel(compileForward({ builder: g, outputs: { y } }));
    expect(graph.inputs.map(({ name }) => name)).toEqual(["x", "token", "weight"]);
  });

  it("writes a computed output under its own name, and copies only inputs and second names", () => {
    const { g, x, y } = servingGraph();
    const { graph } = decodeModel(compileForward({ builder: g, outputs: { y, again: y, same: x }, values }));
    expect(graph.outputs.map(({ name }) => name)).toEqual(["y", "again", "same"]);
    const copies = graph.nodes.filter(({ type }) => type === "Identity");
    expect(copies.map(({ inputs, outputs }) => [...inputs, ...outputs])).toEqual([
      ["y", "again"],
      ["x", "same"],
    ]);
  });

  it("refuses names that are taken and weights of the wrong length", () => {
    const { g, y } = servingGraph();
    expect(() => compileForward({ builder: g, outputs: { x: y } })).toThrow(
      "The output name x is taken already.",
    );
    const short = new Map([["token", Float32Array.of(1)]]);
    expect(() => compileForward({ builder: g, outputs: { y }, values: short })).toThrow(
      "token needs 3 numbers, got 1.",
    );
  });
});

describe("the builder", () => {
  it("names the node, the inputs and the reason when shapes do not fit", () => {
    const g = new GraphBuilder({ training: false });
    const x = g.input("x", "float32", [2, 3]);
    const w = g.param("w", [4, 5], { kind: "zeros" });
    expect(() => g.scope("n1", () => g.matmul(x, w))).toThrow(
      "n1/MatMul: [2, 3] · [4, 5]: 3 meets 4. Inputs: x: float32[2, 3]; w: float32[4, 5]",
    );
  });

  it("refuses values of another graph, double parameters and masks outside training", () => {
    const g = new GraphBuilder({ training: false });
    const stranger = new GraphBuilder({ training: false }).input("x", "float32", [2]);
    expect(() => g.exp(stranger)).toThrow("Exp: x: float32[2] belongs to another graph.");
    g.param("w", [1], { kind: "zeros" });
    expect(() => g.param("w", [1], { kind: "zeros" })).toThrow("There is a parameter w already.");
    expect(() => g.randomMask("drop", [2], 0.5)).toThrow("Random inputs exist in training graphs only.");
  });
});
