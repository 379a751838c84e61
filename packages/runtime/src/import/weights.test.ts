import { compileForward, GraphBuilder, gradients } from "@fuseline/autograd";
import { importGraph, type OnnxTensor } from "@fuseline/autograd/onnx";
import { Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { prepareEncoder } from "./prepare-encoder.ts";
import { runFile } from "./testing/recorded-families.ts";
import { floats, node, smallFile } from "./testing/small-file.ts";

const REST = { model: "owner/model", file: "model.onnx", outputs: ["y"] };
const INT64 = 7;
const FLOAT16 = 10;

function integers(name: string, numbers: readonly number[]): OnnxTensor {
  const data = new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer);
  return { name, elementType: INT64, dims: [numbers.length], data };
}

describe("weights keep what they are through folding", () => {
  it("one that a table and a transposed output layer share stays one, and gets both gradients", async () => {
    // Ids [batch, 2] → rows of the table → times the table again.
    const bytes = smallFile({
      nodes: [
        node("Gather", [["table", "x"], ["rows"]]),
        node("Transpose", [["table"], ["turned"]]),
        node("MatMul", [["rows", "turned"], ["y"]]),
      ],
      initializers: [floats("table", [3, 2], [1, 2, 3, 4, 5, 6])],
      elementType: INT64,
      dims: [2],
    });
    const source = await prepareEncoder({ ...REST, bytes, dims: { x: [2] } });
    expect(source.weights).toEqual([{ name: "table", path: "encoder", dims: [3, 2], depth: 1 }]);
    const g = new GraphBuilder({ training: true });
    const { outputs, parameters } = importGraph({
      builder: g,
      source,
      parameter: () => ({ trainable: true }),
    });
    const [y, [table]] = [outputs.get("y"), parameters];
    if (y === undefined || table === undefined) throw new Error("no output or parameter");
    const [slope] = gradients(g.reduceSum(y), [table.value]);
    if (slope === undefined) throw new Error("no gradient");
    const values = new Map([["table", Float32Array.of(1, 2, 3, 4, 5, 6)]]);
    const onnx = compileForward({ builder: g, outputs: { slope }, values });
    const found = await runFile(onnx, { x: new Tensor("int64", [0n, 2n], [1, 2]) });
    // L = Σ (w₀ + w₂)·(w₀ + w₁ + w₂): dw₀ = dw₂ = sum of all + (w₀ + w₂), dw₁ = w₀ + w₂.
    expect([...(found.slope ?? [])]).toEqual([15, 20, 6, 8, 15, 20]);
  });

  it("a transposed one goes by its name; one made of constants alone is none", async () => {
    const turned = node("Transpose", [["dense.weight"], ["t"]]);
    const range = node("Range", [["zero", "four", "one"], ["places"]]);
    const bytes = smallFile({
      nodes: [turned, node("MatMul", [["x", "t"], ["h"]]), range, node("Add", [["h", "places"], ["y"]])],
      initializers: [
        floats("dense.weight", [4, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        floats("zero", [], [0]),
        floats("four", [], [4]),
        floats("one", [], [1]),
      ],
      dims: [3],
    });
    const { weights, model } = await prepareEncoder({ ...REST, bytes, dims: { x: [3] } });
    expect(weights.map(({ name, dims }) => ({ name, dims }))).toEqual([
      { name: "dense.weight", dims: [3, 4] },
    ]);
    expect(model.graph.initializers).toHaveLength(2);
  });

  it("half precision becomes single precision, to the bit", async () => {
    // 1, −2, ½, the smallest subnormal 2⁻²⁴, 1.5 · 2⁻¹⁵ (subnormal), 65504
    const bits = Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x0001, 0x0300, 0x7bff);
    const half = { name: "w", elementType: FLOAT16, dims: [1, 6], data: new Uint8Array(bits.buffer) };
    const product = node("MatMul", [["x", "w"], ["y"]]);
    const bytes = smallFile({ nodes: [product], initializers: [half], elementType: FLOAT16, dims: [1] });
    const source = await prepareEncoder({ ...REST, bytes, dims: { x: [1] } });
    const builder = new GraphBuilder({ training: false });
    const outputs = Object.fromEntries(importGraph({ builder, source }).outputs);
    const onnx = compileForward({ builder, outputs, values: new Map() });
    const { y } = await runFile(onnx, { x: new Tensor("float32", [1], [1, 1]) });
    expect([...(y ?? [])]).toEqual([1, -2, 0.5, 2 ** -24, 1.5 * 2 ** -15, 65504]);
  });

  it("numbers laid out by example follow any batch", async () => {
    // y = x + row repeated for every example, reshaped through all examples at once.
    const bytes = smallFile({
      nodes: [
        node("Shape", [["x"], ["shape"]]),
        node("Expand", [["row", "shape"], ["rows"]]),
        node("Add", [["x", "rows"], ["sum"]]),
        node("Gather", [["shape", "first"], ["batch"]]),
        node("Concat", [["batch", "two", "two"], ["parted"]], {
          attributes: [["axis", { kind: "int", value: 0n }]],
        }),
        node("Reshape", [["sum", "parted"], ["y"]]),
      ],
      initializers: [floats("row", [1, 4], [1, 2, 3, 4]), integers("first", [0]), integers("two", [2])],
      dims: [4],
    });
    const source = await prepareEncoder({ ...REST, bytes, dims: { x: [4] } });
    const builder = new GraphBuilder({ training: false });
    const { outputs } = importGraph({ builder, source });
    expect(outputs.get("y")?.dims).toEqual(["batch", 2, 2]);
    const onnx = compileForward({ builder, outputs: Object.fromEntries(outputs), values: new Map() });
    const { y } = await runFile(onnx, { x: new Tensor("float32", new Float32Array(28), [7, 4]) });
    expect([...(y ?? [])].slice(24)).toEqual([1, 2, 3, 4]);
  });
});
