import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, it } from "vitest";
import { compileForward } from "../forward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { chain } from "./chain.ts";
import { decodeModel } from "./decode-model.ts";
import { encodeModel } from "./encode-model.ts";
import type { OnnxModel } from "./model.ts";

function model(
  inputs: readonly string[],
  build: (g: GraphBuilder, values: readonly Value[]) => { [output: string]: Value },
): OnnxModel {
  const g = new GraphBuilder({ training: false });
  const values = inputs.map((name) => g.input(name, "float32", ["batch", 2]));
  return decodeModel(compileForward({ builder: g, outputs: build(g, values) }));
}

const double = model(["x", "scale"], (g, [x, scale]) => ({
  doubled: g.mul(g.mul(x as Value, scale as Value), 2),
  negated: g.neg(x as Value),
}));
const joined = model(["doubled", "scale"], (g, [doubled, scale]) => ({
  y: g.add(g.mul(doubled as Value, 2), scale as Value),
}));

it("wires outputs to the inputs of their name, makes equal inputs one, and keeps what nobody takes", async () => {
  const whole = chain([double, joined]);
  const names = (values: readonly { readonly name: string }[]) => values.map(({ name }) => name);
  expect([names(whole.graph.inputs), names(whole.graph.outputs)]).toEqual([
    ["x", "scale"],
    ["negated", "y"],
  ]);
  const session = await InferenceSession.create(encodeModel(whole), { logSeverityLevel: 3 });
  const pair = (...numbers: number[]) => new Tensor("float32", numbers, [1, 2]);
  const { y, negated } = await session.run({ x: pair(1, 2), scale: pair(3, 5) });
  expect([y?.data, negated?.data]).toEqual([Float32Array.of(15, 45), Float32Array.of(-1, -2)]);
});

it("refuses models of different operators, and two that give the same", () => {
  const older = { ...joined, opsets: [{ domain: "", version: 13 }] };
  expect(() => chain([double, older])).toThrow("ai.onnx 20; ai.onnx 13");
  expect(() => chain([double, double])).toThrow("doubled");
});
