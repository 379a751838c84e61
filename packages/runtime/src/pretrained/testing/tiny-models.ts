/** Encoders of a few hundred numbers, made by the graph compiler, for tests without real weights. */
import { compileForward, GraphBuilder, initialise, type Value } from "@fuseline/autograd";

const SIDE = 16;
export const CHANNELS = 6;
export const TOKENS = 8;

/** pixel_values [batch, 3, 16, 16] → scores of 4 classes: convolution, ReLU, mean over the 8 × 8 grid, linear. */
export function tinyClassifier(): Uint8Array {
  return build((g) => {
    const logits = g.matmul(g.globalAveragePool(grid(g)), weight(g, "head", [CHANNELS, 4]));
    return { logits: g.add(logits, weight(g, "bias", [4])) };
  });
}

/** pixel_values → last_hidden_state [batch, 1 + 64, 6]: a class token, then the grid's cells. */
export function tinyVit(): Uint8Array {
  return build((g) => {
    const cells = g.transpose(g.reshape(grid(g), ["batch", CHANNELS, 64]), [0, 2, 1]);
    const first = g.reduceMean(cells, [1], true);
    return { last_hidden_state: g.concat([g.mul(first, 2), cells], 1) };
  });
}

/** input_ids [batch, 8] → last_hidden_state [batch, 8, 6]: rows of a table. */
export function tinyTextModel(): Uint8Array {
  return build((g) => {
    const ids = g.input("input_ids", "int64", ["batch", TOKENS]);
    return { last_hidden_state: g.gather(weight(g, "table", [32, CHANNELS]), ids) };
  });
}

/** Like `tinyClassifier`, but a picture must come alone: the batch is fixed at one. */
export function tinyFixedBatch(): Uint8Array {
  const g = new GraphBuilder({ training: false });
  const pixels = g.input("pixel_values", "float32", [1, 3, SIDE, SIDE]);
  return compile(g, { image_embeds: g.globalAveragePool(pixels) });
}

function grid(g: GraphBuilder): Value {
  const pixels = g.input("pixel_values", "float32", ["batch", 3, SIDE, SIDE]);
  return g.relu(g.conv2d(pixels, weight(g, "kernel", [CHANNELS, 3, 3, 3]), { stride: 2, pad: 1 }));
}

function weight(g: GraphBuilder, name: string, dims: readonly number[]): Value {
  return g.param(name, dims, { kind: "truncatedNormal", std: 0.5 });
}

function build(outputs: (g: GraphBuilder) => { [name: string]: Value }): Uint8Array {
  const g = new GraphBuilder({ training: false });
  return compile(g, outputs(g));
}

function compile(g: GraphBuilder, outputs: { [name: string]: Value }): Uint8Array {
  const values = initialise(g.parameters, "7");
  return compileForward({ builder: g, outputs, values });
}
