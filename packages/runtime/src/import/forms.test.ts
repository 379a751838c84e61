/** Operators in the forms of older operator sets, and in those that few files have: imported, computed and differentiated. */
import { compileForward, GraphBuilder, gradients, RandomStream } from "@fuseline/autograd";
import { importGraph, type OnnxAttribute } from "@fuseline/autograd/onnx";
import { Tensor } from "onnxruntime-node";
import { expect, it } from "vitest";
import { prepareEncoder } from "./prepare-encoder.ts";
import { largestDifference, runFile } from "./testing/recorded-families.ts";
import { floats, node, type SmallFile, smallFile } from "./testing/small-file.ts";

const int = (value: number): OnnxAttribute => ({ kind: "int", value: BigInt(value) });
const ints = (...value: number[]): OnnxAttribute => ({ kind: "ints", value: value.map(BigInt) });
const float = (value: number): OnnxAttribute => ({ kind: "float", value });
const text = (value: string): OnnxAttribute => ({ kind: "string", value: new TextEncoder().encode(value) });
type Attributes = readonly [string, OnnxAttribute][];
const XY = [["x"], ["y"]] as const;

function one(type: string, attributes: Attributes, rest: Omit<SmallFile, "nodes">): SmallFile {
  return { nodes: [node(type, XY, { attributes })], ...rest };
}

const KERNEL = floats(
  "kernel",
  [2, 2, 3, 3],
  Array.from({ length: 36 }, (_, i) => Math.sin(i)),
);
const PICTURE = { dims: [2, 5, 6] };

const FORMS: { readonly [form: string]: SmallFile } = {
  "Squeeze with axes in an attribute": one("Squeeze", [["axes", ints(2)]], { dims: [3, 1, 2], opset: 11 }),
  "Squeeze of every axis of size 1": one("Squeeze", [], { dims: [3, 1, 2], opset: 11 }),
  "Unsqueeze with axes in an attribute": one("Unsqueeze", [["axes", ints(1, -1)]], { dims: [3], opset: 11 }),
  "ReduceMean with axes in an attribute": one("ReduceMean", [["axes", ints(-1)]], {
    dims: [3, 4],
    opset: 11,
  }),
  "Split into equal parts": {
    nodes: [
      node("Split", [["x"], ["a", "b", "c"]], { attributes: [["axis", int(1)]] }),
      node("Sub", [["c", "a"], ["y"]]),
    ],
    dims: [6],
    opset: 11,
  },
  "Split with sizes in an attribute": {
    nodes: [
      node("Split", [["x"], ["a", "b"]], {
        attributes: [
          ["axis", int(-1)],
          ["split", ints(1, 3)],
        ],
      }),
      node("Mul", [["b", "a"], ["y"]]),
    ],
    dims: [4],
    opset: 11,
  },
  "Slice with bounds in attributes": one(
    "Slice",
    [
      ["axes", ints(1, 2)],
      ["starts", ints(1, -3)],
      ["ends", ints(9, -1)],
    ],
    { dims: [3, 4], opset: 9 },
  ),
  "Pad with a number in an attribute": one(
    "Pad",
    [
      ["pads", ints(0, 0, 1, 0, 2, 0)],
      ["value", float(1.5)],
    ],
    { dims: [2, 3], opset: 10 },
  ),
  "Pad that reflects": one(
    "Pad",
    [
      ["pads", ints(0, 0, 2, 0, 0, 1)],
      ["mode", text("reflect")],
    ],
    { dims: [2, 4], opset: 10 },
  ),
  "Clip with bounds in attributes": one(
    "Clip",
    [
      ["min", float(-0.5)],
      ["max", float(0.7)],
    ],
    { dims: [3, 4], opset: 6 },
  ),
  "Softmax over all axes from one on": one("Softmax", [["axis", int(1)]], { dims: [3, 4], opset: 11 }),
  "Softmax over one axis": one("Softmax", [["axis", int(1)]], { dims: [3, 4], opset: 13 }),
  "Max of three": {
    nodes: [node("Neg", [["x"], ["n"]]), node("Max", [["x", "n", "half"], ["y"]])],
    initializers: [floats("half", [1], [0.5])],
    dims: [3, 4],
  },
  "Transpose that reverses": {
    nodes: [
      node("Reshape", [["x", "shape"], ["flat"]]),
      node("Transpose", [["flat"], ["turned"]]),
      node("MatMul", [["flat", "turned"], ["square"]]),
      node("ReduceSum", [["square"], ["y"]], { attributes: [["axes", ints(1)]] }),
    ],
    initializers: [
      {
        name: "shape",
        elementType: 7,
        dims: [2],
        data: new Uint8Array(BigInt64Array.of(0n, -1n).buffer),
      },
    ],
    dims: [2, 2],
    opset: 11,
  },
  "Conv padded to the same size": {
    nodes: [
      node("Conv", [["x", "kernel"], ["y"]], {
        attributes: [
          ["auto_pad", text("SAME_UPPER")],
          ["strides", ints(2, 2)],
        ],
      }),
    ],
    initializers: [KERNEL],
    ...PICTURE,
  },
  "MaxPool rounding up": one(
    "MaxPool",
    [
      ["kernel_shape", ints(2, 2)],
      ["strides", ints(2, 2)],
      ["ceil_mode", int(1)],
    ],
    PICTURE,
  ),
  "AveragePool without its padding": one(
    "AveragePool",
    [
      ["kernel_shape", ints(3, 3)],
      ["strides", ints(2, 2)],
      ["pads", ints(1, 1, 1, 1)],
    ],
    PICTURE,
  ),
  "AveragePool rounding up with its padding": one(
    "AveragePool",
    [
      ["kernel_shape", ints(3, 3)],
      ["strides", ints(2, 2)],
      ["pads", ints(1, 0, 1, 0)],
      ["ceil_mode", int(1)],
      ["count_include_pad", int(1)],
    ],
    { ...PICTURE, opset: 19 },
  ),
  "Gelu by a hyperbolic tangent": one("Gelu", [["approximate", text("tanh")]], { dims: [3, 4], opset: 20 }),
};

const BATCH = 3;
/** Small enough to cross no kink, large enough for float32. */
const STEP = 1e-3;

it.each(Object.entries(FORMS))("%s", async (name, form) => {
  const bytes = smallFile(form);
  const { dims } = form;
  const source = await prepareEncoder({ model: name, file: name, bytes, outputs: ["y"], dims: { x: dims } });
  const g = new GraphBuilder({ training: true });
  const x = g.input("x", "float32", [BATCH, ...dims]);
  const y = importGraph({ builder: g, source, inputs: { x } }).outputs.get("y");
  if (y === undefined) throw new Error("no output");
  const size = dims.reduce((product, dim) => product * dim, BATCH);
  const [given, along, weights] = ["x", "along", "weights"].map((stream) => {
    const random = new RandomStream(stream);
    return Float32Array.from({ length: 500 }, () => random.normal());
  });
  if (given === undefined || along === undefined || weights === undefined) throw new Error("three lists");
  const count = y.dims.map(Number).reduce((product, dim) => product * dim, 1);
  const loss = g.reduceSum(g.mul(y, g.constant(weights.subarray(0, count), y.dims.map(Number))));
  const [slope] = gradients(loss, [x]);
  if (slope === undefined) throw new Error("no gradient");
  const onnx = compileForward({ builder: g, outputs: { y, loss, slope }, values: new Map() });
  const at = (distance: number) => {
    const data = Float32Array.from({ length: size }, (_, i) => (given[i] ?? 0) + distance * (along[i] ?? 0));
    return { x: new Tensor("float32", data, [BATCH, ...dims]) };
  };
  const found = await runFile(onnx, at(0));
  const wanted = await runFile(bytes, at(0));
  expect(largestDifference(found.y ?? new Float32Array(), wanted.y ?? new Float32Array(1))).toBeLessThan(
    1e-5,
  );
  const [ahead, behind] = [
    (await runFile(onnx, at(STEP))).loss?.[0],
    (await runFile(onnx, at(-STEP))).loss?.[0],
  ];
  const measured = ((ahead ?? 0) - (behind ?? 0)) / (2 * STEP);
  const exact = (found.slope ?? new Float32Array()).reduce((sum, one, i) => sum + one * (along[i] ?? 0), 0);
  expect(Math.abs(measured - exact) / Math.max(1, Math.abs(exact))).toBeLessThan(2e-2);
});
