import type { GraphBuilder, Value } from "@fuseline/autograd";
import { describe, it } from "vitest";
import {
  contrastive,
  crossEntropy,
  fuseConcat,
  fuseCrossAttention,
  fuseGated,
  fuseLate,
  l2Normalise,
  linear,
  numberLoss,
  pool,
  resnet,
  tableMlp,
  textTransformer,
  vit,
} from "../src/index.ts";
import { type BuildRecorded, expectRecorded } from "./recorded.ts";

const ones = (g: GraphBuilder, rows: number): Value => g.constant(new Array<number>(rows).fill(1), [rows]);

function classify(
  g: GraphBuilder,
  embedding: Value,
  options: { classes: number; target: Value; classWeights?: number[]; smoothing?: number; rowWeight?: Value },
) {
  const logits = linear(g, embedding, options.classes, { scope: "head" });
  const { value: loss } = crossEntropy(
    g,
    { logits, target: options.target },
    {
      smoothing: options.smoothing ?? 0,
      classWeights: options.classWeights,
      rowWeight: options.rowWeight ?? ones(g, logits.size(0)),
    },
  );
  return { loss, outputs: { logits } };
}

const picture =
  (layers: number): ((g: GraphBuilder, pixels: Value) => Value) =>
  (g, pixels) =>
    g.scope("image", () =>
      g.reduceMean(vit(g, pixels, { patch: 4, width: 8, heads: 2, layers, mlpRatio: 2 }), [1]),
    );

const parts = (input: (name: string) => Value, count = 2) =>
  Array.from({ length: count }, (_, index) => index).map((index) => ({
    value: input(`part${index}`),
    presence: input(`presence${index}`),
  }));

const text =
  (position: "learned" | "rotary"): BuildRecorded =>
  (g, input) => {
    const mask = input("mask");
    const words = g.scope("text", () => {
      const tokens = textTransformer(
        g,
        { ids: input("ids"), mask },
        { vocabulary: 11, width: 8, heads: 2, layers: 2, mlpRatio: 4, position },
      );
      return pool(g, tokens, { how: "mean", mask });
    });
    const vectors = input("vectors");
    return g.scope("common", () => {
      const a = l2Normalise(g, linear(g, words, 4, { scope: "a" }));
      const b = l2Normalise(g, linear(g, vectors, 4, { scope: "b" }));
      const logScale = g.param("logScale", [], { kind: "zeros" }, { decay: false });
      const { value: loss } = contrastive(
        g,
        { a, b, logScale },
        { key: input("key"), rowWeight: input("rowWeight") },
      );
      return { loss, outputs: { embedding: words } };
    });
  };

const number =
  (how: "huber" | "squared" | "absolute"): BuildRecorded =>
  (g, input) => {
    const fused = g.scope("fusion", () => fuseConcat(g, parts(input), { width: 6, activation: "gelu" }));
    const answer = linear(g, fused, 2, { scope: "head" });
    const { value: loss } = numberLoss(
      g,
      { answer, target: input("target") },
      { how, delta: 1, rowWeight: input("rowWeight") },
    );
    return { loss, outputs: { answer } };
  };

const gated =
  (gate: "whole" | "per-number", count: number): BuildRecorded =>
  (g, input) => {
    const { fused } = g.scope("fusion", () => fuseGated(g, parts(input, count), { width: 6, gate }));
    return classify(g, fused, { classes: 3, target: input("target") });
  };

const late =
  (how: "average" | "weighted" | "learned"): BuildRecorded =>
  (g, input) => {
    const votes = parts(input).map(({ value, presence }, index) => ({
      value: linear(g, value, 3, { scope: `head${index}` }),
      presence,
    }));
    const logits = g.scope("fusion", () => fuseLate(g, votes, { how }));
    const { value: loss } = crossEntropy(
      g,
      { logits, target: input("target") },
      { smoothing: 0, rowWeight: ones(g, 4) },
    );
    return { loss, outputs: { logits } };
  };

const cross =
  (gate: boolean): BuildRecorded =>
  (g, input) => {
    const memories = [0, 1].map((index) => ({ value: input(`memory${index}`), mask: input(`mask${index}`) }));
    const heard = g.scope("fusion", () =>
      fuseCrossAttention(
        g,
        { queries: input("queries"), memories },
        { heads: 2, layers: 2, mlpRatio: 2, dropout: 0, gate },
      ),
    );
    return classify(g, g.reduceMean(heard, [1]), { classes: 3, target: input("target") });
  };

const MODELS: { readonly [recording: string]: BuildRecorded } = {
  vit: (g, input) =>
    classify(g, picture(2)(g, input("pixels")), {
      classes: 3,
      target: input("target"),
      classWeights: [1, 2, 0.5],
    }),
  "vit-smoothing": (g, input) =>
    classify(g, picture(1)(g, input("pixels")), {
      classes: 3,
      target: input("target"),
      smoothing: 0.1,
      rowWeight: input("rowWeight"),
    }),
  resnet: (g, input) => {
    const map = g.scope("image", () => resnet(g, input("pixels"), { width: 12, blocks: 2 }));
    return classify(g, g.globalAveragePool(map), { classes: 3, target: input("target") });
  },
  "resnet-padded": (g, input) => {
    const rowWeight = input("rowWeight");
    const map = g.scope("image", () => resnet(g, input("pixels"), { width: 8, blocks: 1, rowWeight }));
    return classify(g, g.globalAveragePool(map), { classes: 3, target: input("target"), rowWeight });
  },
  "text-learned": text("learned"),
  "text-rotary": text("rotary"),
  "concat-huber": number("huber"),
  "concat-squared": number("squared"),
  "concat-absolute": number("absolute"),
  "gated-whole-2": gated("whole", 2),
  "gated-whole-3": gated("whole", 3),
  "gated-per-number-2": gated("per-number", 2),
  "gated-per-number-3": gated("per-number", 3),
  "cross-attention": cross(false),
  "cross-attention-gated": cross(true),
  "late-average": late("average"),
  "late-weighted": late("weighted"),
  "late-learned": late("learned"),
  table: (g, input) => {
    const inputs = {
      numbers: input("numbers"),
      missing: input("missing"),
      categories: input("categories"),
      cardinalities: [3, 4],
    };
    const embedding = g.scope("table", () => tableMlp(g, inputs, { width: 6, layers: 2, dropout: 0 }));
    return classify(g, embedding, { classes: 2, target: input("target") });
  },
};

describe("whole models agree with PyTorch in value and every gradient", () => {
  it.each(Object.entries(MODELS))("%s", async (name, build) => {
    await expectRecorded(name, build);
  });
});
