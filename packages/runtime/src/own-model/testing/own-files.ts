/** Small ONNX files as a person may bring them, made by the graph compiler. For tests only. */
import { compileForward, GraphBuilder, initialise, type Value } from "@fuseline/autograd";

export const SIDE = 16;
export const CHANNELS = 6;

type Output = "vector" | "map" | "places" | "scores" | "mixed";

export interface OwnFile {
  readonly layout?: "nchw" | "nhwc";
  readonly batch?: number | "batch";
  readonly outputs?: readonly Output[];
}

/** photo [batch, 3, 16, 16] or [batch, 16, 16, 3] → a map of 6 features on 8 × 8 cells, and what follows from it. */
export function ownFile({
  layout = "nchw",
  batch = "batch",
  outputs = ["vector"],
}: OwnFile = {}): Uint8Array {
  const g = new GraphBuilder({ training: false });
  const last = layout === "nhwc";
  const photo = g.input("photo", "float32", last ? [batch, SIDE, SIDE, 3] : [batch, 3, SIDE, SIDE]);
  const first = last ? g.transpose(photo, [0, 3, 1, 2]) : photo;
  const kernel = g.param("kernel", [CHANNELS, 3, 3, 3], { kind: "truncatedNormal", std: 0.5 });
  const map = g.relu(g.conv2d(first, kernel, { stride: 2, pad: 1 }));
  const cells = g.transpose(g.reshape(map, [batch, CHANNELS, 64]), [0, 2, 1]);
  const made: { readonly [O in Output]: () => Value } = {
    vector: () => g.globalAveragePool(map),
    map: () => (last ? g.transpose(map, [0, 2, 3, 1]) : g.add(map, 0)),
    places: () => cells,
    // A photo's numbers depend on the others beside it.
    mixed: () => g.add(g.globalAveragePool(map), g.reduceMean(g.globalAveragePool(map), [0], true)),
    scores: () => g.mul(g.globalAveragePool(map), 2),
  };
  const values = initialise(g.parameters, "7");
  return compileForward({
    builder: g,
    outputs: Object.fromEntries(outputs.map((output) => [output, made[output]()])),
    values,
  });
}

/** The batch is one, and cannot be anything else: its photo is laid out as 3 · 16 · 16 numbers on the way. */
export function aloneFile(): Uint8Array {
  const g = new GraphBuilder({ training: false });
  const photo = g.input("photo", "float32", [1, 3, SIDE, SIDE]);
  const weights = g.param("weights", [768, CHANNELS], { kind: "truncatedNormal", std: 0.5 });
  const vector = g.matmul(g.reshape(photo, [1, 768]), weights);
  return compileForward({ builder: g, outputs: { vector }, values: initialise(g.parameters, "7") });
}
