/** A training step whose activations outweigh its weights: residual blocks over many rows, with attention or without. */
import { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { compileTrainStep, type TrainStep } from "../train-step.ts";

export interface DeepStep {
  readonly kind: "perceptron" | "transformer" | "convolution";
  readonly rows: number;
  readonly width: number;
  readonly blocks: number;
  /** Bytes that values between operators may take. */
  readonly memory?: number;
}

const CLASSES = 4;
/** Tokens of a row, or pixels of a side. */
export const TOKENS = 16;

export function deepStep({ kind, rows, width, blocks, memory }: DeepStep): TrainStep {
  const g = new GraphBuilder({ training: true });
  let x = inputOf(g, { kind, rows, width });
  for (let block = 0; block < blocks; block++) {
    x = g.scope(`block${block}`, () => (kind === "convolution" ? convolved(g, x) : transformed(g, x, kind)));
  }
  const pooled = kind === "convolution" ? g.reduceMean(x, [2, 3]) : g.reduceMean(x, [1]);
  const logits = g.matmul(pooled, g.param("head", [width, CLASSES], { kind: "glorot" }));
  const wanted = g.input("wanted", "float32", [rows, CLASSES]);
  const loss = g.neg(g.reduceMean(g.mul(g.apply("LogSoftmax", [logits]), wanted)));
  return compileTrainStep({
    builder: g,
    loss,
    optimiser: { kind: "adam", weightDecay: 0 },
    clip: 0,
    ...(memory === undefined ? {} : { memory }),
  });
}

function inputOf(g: GraphBuilder, { kind, rows, width }: Pick<DeepStep, "kind" | "rows" | "width">): Value {
  if (kind === "convolution") return g.input("x", "float32", [rows, width, TOKENS, TOKENS]);
  return g.input("x", "float32", [rows, TOKENS, width]);
}

function transformed(g: GraphBuilder, x: Value, kind: DeepStep["kind"]): Value {
  const attended =
    kind === "transformer"
      ? g.add(
          x,
          g.scope("attention", () => attention(g, x)),
        )
      : x;
  const width = x.size(2);
  const hidden = g.gelu(linear(g, normed(g, attended, "norm"), 4 * width, "up"));
  const dropped = g.mul(hidden, g.randomMask("dropout", hidden.dims.map(Number), 0.9));
  return g.add(attended, linear(g, dropped, width, "down"));
}

function attention(g: GraphBuilder, x: Value): Value {
  const width = x.size(2);
  const y = normed(g, x, "norm");
  const [q, k, v] = ["q", "k", "v"].map((name) => linear(g, y, width, name)) as [Value, Value, Value];
  const scores = g.softmax(g.mul(g.matmul(q, g.transpose(k, [0, 2, 1])), 1 / Math.sqrt(width)));
  return linear(g, g.matmul(scores, v), width, "out");
}

/** Batch statistics, as batch normalisation in training has them. */
function convolved(g: GraphBuilder, x: Value): Value {
  const width = x.size(1);
  const y = g.conv2d(x, g.param("kernel", [width, width, 3, 3], { kind: "he" }), { pad: 1 });
  const centred = g.sub(y, g.reduceMean(y, [0, 2, 3], true));
  const spread = g.sqrt(g.add(g.reduceMean(g.mul(centred, centred), [0, 2, 3], true), 1e-5));
  return g.relu(g.add(x, g.div(centred, spread)));
}

function normed(g: GraphBuilder, x: Value, name: string): Value {
  const width = x.size(2);
  const [gamma, beta] = [
    g.param(`${name}/scale`, [width], { kind: "ones" }),
    g.param(`${name}/bias`, [width], { kind: "zeros" }),
  ];
  return g.layerNorm(x, gamma, beta);
}

function linear(g: GraphBuilder, x: Value, width: number, name: string): Value {
  const weight = g.param(`${name}/weight`, [x.size(2), width], { kind: "glorot" });
  return g.add(g.matmul(x, weight), g.param(`${name}/bias`, [width], { kind: "zeros" }));
}
