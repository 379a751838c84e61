/**
 * The Universal Sentence Encoder lite (Cer et al. 2018; English, Apache-2.0) as an ONNX graph: token embeddings with
 * sine positions, two pre-norm transformer layers, the mean over real tokens, and a tanh layer of unit length. Built
 * from the weights of its TensorFlow.js form.
 */
import type { BundledSource } from "@fuseline/data";
import { OnnxNodes } from "./onnx-nodes.ts";

const OPSET = 17;
const HEADS = 4;
const WIDTH = 512;
const LAYER_NORM_EPSILON = 1e-6;
const NORM_FLOOR = 1e-12;
/** Added to the scores of padding before the softmax. */
const IGNORED = -1e9;

const PLAIN = "module/Encoder_en/";
const APPLIED = "module_apply_default/Encoder_en/KonaTransformer/Encode";
const STACK = `${APPLIED}/TransformerStack`;
const PARTS = "ConcatPartitions/concat";

/** input_ids int64 [batch, tokens], 0 for padding → sentence_embedding [batch, 512], token_embeddings [batch, tokens, 512]. */
export function useLiteGraph(weights: BundledSource["weights"]): Uint8Array<ArrayBuffer> {
  const onnx = new OnnxNodes(OPSET);
  const w = weightReader(onnx, weights);
  const ids = onnx.input("input_ids", ["batch", "tokens"]);
  const zero = onnx.integers("zero", [0], []);
  const real = onnx.node("Cast", [onnx.node("Greater", [ids, zero])], { to: 1 });
  const mask = onnx.node("Unsqueeze", [real, onnx.integers("axis2", [2])]);
  const bias = onnx.node("Mul", [
    onnx.node("Sub", [onnx.float("one", 1), real]),
    onnx.float("ignored", IGNORED),
  ]);
  const ignore = onnx.node("Unsqueeze", [bias, onnx.integers("axes12", [1, 2])]);
  const word = onnx.node("Gather", [w("module/Embeddings_en"), ids], { axis: 0 });
  // The original adds the table's rows twice.
  const placed = onnx.node("Add", [onnx.node("Add", [word, word]), positions(onnx, { w, ids, zero })]);
  let x = onnx.node("Mul", [placed, mask]);
  for (const layer of [0, 1]) x = transformerLayer({ onnx, w, mask, ignore }, layer, x);
  onnx.nodes("Identity", { inputs: [x], outputs: ["token_embeddings"] });
  sentence({ onnx, w, mask, real }, x);
  onnx.output("sentence_embedding", ["batch", WIDTH]);
  onnx.output("token_embeddings", ["batch", "tokens", WIDTH]);
  return onnx.finish("use-lite-en");
}

type ReadWeight = (name: string, dims?: readonly number[]) => string;

function weightReader(onnx: OnnxNodes, weights: BundledSource["weights"]): ReadWeight {
  return (name, dims) => {
    const found = weights.get(name);
    if (found === undefined) throw new Error(`the bundled encoder has no weight ${name}`);
    return onnx.floats(name, dims ?? found.dims, found.data);
  };
}

/** [tokens, 256]: sines, then cosines, of position × inverse time scales (Vaswani et al. 2017). */
function positions(onnx: OnnxNodes, { w, ids, zero }: { w: ReadWeight; ids: string; zero: string }): string {
  const count = onnx.node("Gather", [onnx.node("Shape", [ids]), onnx.integers("one_integer", [1], [])], {
    axis: 0,
  });
  const range = onnx.node("Range", [zero, count, onnx.integers("step", [1], [])]);
  const column = onnx.node("Unsqueeze", [onnx.node("Cast", [range], { to: 1 }), onnx.integers("axis1", [1])]);
  const angle = onnx.node("Mul", [column, w(`${STACK}/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`)]);
  return onnx.node("Concat", [onnx.node("Sin", [angle]), onnx.node("Cos", [angle])], { axis: 1 });
}

interface Context {
  readonly onnx: OnnxNodes;
  readonly w: ReadWeight;
  readonly mask: string;
  readonly ignore: string;
}

function transformerLayer({ onnx, w, mask, ignore }: Context, layer: number, x: string): string {
  const names = `${APPLIED}/Layer_${layer}/TransformerLayer`;
  const attended = attention(
    { onnx, w, mask, ignore },
    layer,
    normalise({ onnx, w }, `${names}/layer_prepostprocess`, x),
  );
  // The first layer widens 256 to 512, and its shortcut with it.
  const shortcut =
    layer === 0
      ? onnx.node("Mul", [
          dense({ onnx, w }, x, [`${names}/dense/kernel/${PARTS}`, `${names}/dense/bias/${PARTS}`]),
          mask,
        ])
      : x;
  const middle = onnx.node("Add", [attended, shortcut]);
  const normal = normalise({ onnx, w }, `${names}/FFN/layer_prepostprocess`, middle);
  const kernel = (part: string) => `${STACK}/Layer_${layer}/TransformerLayer/FFN/${part}/Tensordot/Reshape_1`;
  const bias = (part: string) => `${names}/FFN/${part}/bias/${PARTS}`;
  const inner = onnx.node("Relu", [dense({ onnx, w }, normal, [kernel("conv1"), bias("conv1")])]);
  const outer = onnx.node("Mul", [dense({ onnx, w }, inner, [kernel("conv2"), bias("conv2")]), mask]);
  return onnx.node("Add", [outer, middle]);
}

/** softmax(q·kᵀ/√d + ignore)·v in four heads. */
function attention({ onnx, w, ignore }: Context, layer: number, x: string): string {
  const width = layer === 0 ? 256 : WIDTH;
  const names = `${PLAIN}KonaTransformer/Encode/Layer_${layer}/TransformerLayer/MultiheadAttention`;
  const biases = `${APPLIED}/Layer_${layer}/TransformerLayer/MultiheadAttention`;
  const kernel = (part: string, dims: readonly number[]) =>
    onnx.node("MatMul", [x, w(`${names}/${part}/kernel/part_0`, dims)]);
  const joint = onnx.node("Add", [
    kernel("qkv_transform_single", [width, 3 * width]),
    w(`${biases}/qkv_transform_single/bias/${PARTS}`),
  ]);
  const parts = ["q", "k", "v"].map((part) => `layer${layer}_${part}`);
  onnx.nodes("Split", {
    inputs: [joint, onnx.integers(`layer${layer}_thirds`, [width, width, width])],
    outputs: parts,
    attributes: { axis: 2 },
  });
  const inHeads = onnx.integers(`layer${layer}_heads`, [0, 0, HEADS, width / HEADS]);
  const [q = "", k = "", v = ""] = parts.map((part, index) =>
    // Keys are turned at once: [batch, heads, size, tokens].
    onnx.node("Transpose", [onnx.node("Reshape", [part, inHeads])], {
      perm: index === 1 ? [0, 2, 3, 1] : [0, 2, 1, 3],
    }),
  );
  const scaled = onnx.node("Mul", [q, onnx.float(`layer${layer}_scale`, Math.sqrt(HEADS / width))]);
  const scores = onnx.node("Add", [onnx.node("MatMul", [scaled, k]), ignore]);
  const mixed = onnx.node("MatMul", [onnx.node("Softmax", [scores], { axis: -1 }), v]);
  const flat = onnx.integers(`layer${layer}_flat`, [0, 0, width]);
  const joined = onnx.node("Reshape", [onnx.node("Transpose", [mixed], { perm: [0, 2, 1, 3] }), flat]);
  const out = onnx.node("MatMul", [
    joined,
    w(`${names}/output_transform_single/kernel/part_0`, [width, WIDTH]),
  ]);
  return onnx.node("Add", [out, w(`${biases}/output_transform_single/bias/${PARTS}`)]);
}

function normalise({ onnx, w }: Pick<Context, "onnx" | "w">, name: string, x: string): string {
  const scale = w(`${name}/layer_norm/layer_norm_scale/${PARTS}`);
  const bias = w(`${name}/layer_norm/layer_norm_bias/${PARTS}`);
  return onnx.node("LayerNormalization", [x, scale, bias], { axis: -1, epsilon: LAYER_NORM_EPSILON });
}

function dense(
  { onnx, w }: Pick<Context, "onnx" | "w">,
  x: string,
  [kernel, bias]: readonly [string, string],
): string {
  return onnx.node("Add", [onnx.node("MatMul", [x, w(kernel)]), w(bias)]);
}

/** tanh(W·mean + b), scaled to unit length. */
function sentence({ onnx, w, mask, real }: Omit<Context, "ignore"> & { real: string }, tokens: string): void {
  const axis = onnx.integers("token_axis", [1]);
  const sum = onnx.node("ReduceSum", [onnx.node("Mul", [tokens, mask]), axis], { keepdims: 0 });
  const count = onnx.node("Max", [onnx.node("ReduceSum", [real, axis], { keepdims: 1 }), "one"]);
  const mean = onnx.node("Div", [sum, count]);
  const hidden = onnx.node("Tanh", [
    dense({ onnx, w }, mean, [
      `${PLAIN}hidden_layers/tanh_layer_0/weights`,
      `${PLAIN}hidden_layers/tanh_layer_0/bias`,
    ]),
  ]);
  const square = onnx.node("ReduceSum", [onnx.node("Mul", [hidden, hidden]), axis], { keepdims: 1 });
  const length = onnx.node("Sqrt", [onnx.node("Max", [square, onnx.float("norm_floor", NORM_FLOOR)])]);
  onnx.nodes("Div", { inputs: [hidden, length], outputs: ["sentence_embedding"] });
}
