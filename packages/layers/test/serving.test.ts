/** Every layer builds with a symbolic batch, and what it answers for a row does not depend on the other rows. */
import { compileForward, GraphBuilder, initialise, RandomStream, type Value } from "@fuseline/autograd";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import {
  dropParts,
  fuseConcat,
  fuseCrossAttention,
  fuseGated,
  fuseLate,
  l2Normalise,
  linear,
  type PoolKind,
  pool,
  project,
  replaceAbsent,
  resnet,
  rmsNorm,
  tableMlp,
  textTransformer,
  vit,
} from "../src/index.ts";

type Build = (g: GraphBuilder) => Value;

const vector = (g: GraphBuilder, name: string, size: number): Value =>
  g.input(name, "float32", ["batch", size]);
const sequence = (g: GraphBuilder, name: string, size: number): Value =>
  g.input(name, "float32", ["batch", 3, size]);
const presence = (g: GraphBuilder, name: string): Value => g.input(`presence.${name}`, "float32", ["batch"]);
const mask = (g: GraphBuilder, name: string): Value => g.input(`mask.${name}`, "float32", ["batch", 3]);
const pixels = (g: GraphBuilder): Value => g.input("pixels", "float32", ["batch", 3, 8, 8]);
const parts = (g: GraphBuilder) =>
  ["a", "b"].map((name, index) => ({ value: vector(g, name, 4 + index), presence: presence(g, name) }));

const text =
  (position: "learned" | "rotary"): Build =>
  (g) => {
    const inputs = { ids: g.input("ids", "int64", ["batch", 3]), mask: mask(g, "ids") };
    return textTransformer(g, inputs, {
      vocabulary: 5,
      width: 8,
      heads: 2,
      layers: 1,
      mlpRatio: 2,
      position,
      dropout: 0.1,
    });
  };
const pooled =
  (how: PoolKind): Build =>
  (g) =>
    pool(g, sequence(g, "x", 4), { how, mask: mask(g, "x") });

const LAYERS: { readonly [name: string]: Build } = {
  vit: (g) => vit(g, pixels(g), { patch: 4, width: 8, heads: 2, layers: 1, mlpRatio: 2 }),
  resnet: (g) => g.globalAveragePool(resnet(g, pixels(g), { width: 8, blocks: 1 })),
  "text, learned positions": text("learned"),
  "text, rotary positions": text("rotary"),
  "pool, mean": pooled("mean"),
  "pool, max": pooled("max"),
  "pool, first": pooled("first"),
  "pool, last": pooled("last"),
  "pool, attention": pooled("attention"),
  table: (g) => {
    const categories = g.input("categories", "int64", ["batch", 2]);
    const inputs = { numbers: vector(g, "numbers", 3), missing: null, categories, cardinalities: [5, 5] };
    return tableMlp(g, inputs, { width: 4, layers: 2, dropout: 0.1 });
  },
  "project, of a list": (g) =>
    project(g, sequence(g, "x", 4), { width: 6, layers: 2, activation: "gelu", dropout: 0.1 }),
  "normalise, rms": (g) => rmsNorm(g, vector(g, "x", 4), "norm"),
  "normalise, l2": (g) => l2Normalise(g, vector(g, "x", 4)),
  "absent cells": (g) => replaceAbsent(g, sequence(g, "x", 4), presence(g, "x")),
  "fusion, side by side": (g) => fuseConcat(g, parts(g), { width: 6, activation: "gelu" }),
  "fusion, gated whole": (g) => fuseGated(g, parts(g), { width: 6, gate: "whole" }).fused,
  "fusion, gated per number": (g) => fuseGated(g, parts(g), { width: 6, gate: "per-number" }).fused,
  "fusion, late": (g) => {
    const votes = parts(g).map((part, index) => ({
      ...part,
      value: linear(g, part.value, 3, { scope: `head${index}` }),
    }));
    return fuseLate(g, votes, { how: "weighted" });
  },
  "fusion, cross-attention": (g) => {
    const memories = [{ value: sequence(g, "memory", 5), mask: mask(g, "memory") }];
    const options = { heads: 2, layers: 1, mlpRatio: 2, dropout: 0.1, gate: true };
    return fuseCrossAttention(g, { queries: sequence(g, "x", 4), memories }, options);
  },
  "dropped parts": (g) => {
    const [first, second] = dropParts(g, [presence(g, "a"), presence(g, "b")], 0.5);
    if (!first || !second) throw new Error("two parts go in, two come out");
    return g.add(first, g.mul(second, 2));
  },
};

/** Rows of an input: ids and categories below 5, masks and presences of 0 and 1, the rest normal. */
function rowsOf(name: string, count: number): number[] {
  const random = new RandomStream(name);
  return Array.from({ length: count }, () => {
    if (name === "ids" || name === "categories") return random.integer(5);
    return name.startsWith("mask.") || name.startsWith("presence.") ? random.integer(2) : random.normal();
  });
}

const ROWS = 4;

describe("layers with a symbolic batch", () => {
  it.each(Object.entries(LAYERS))("%s", async (_, build) => {
    const g = new GraphBuilder({ training: false });
    const y = build(g);
    expect(y.dim(0)).toBe("batch");
    const onnx = compileForward({ builder: g, outputs: { y }, values: initialise(g.parameters, "serving") });
    const session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 3 });
    const run = async (from: number, count: number): Promise<readonly number[]> => {
      const feeds = g.inputs.map(({ name, dtype, dims }) => {
        const size = dims.slice(1).reduce<number>((product, dim) => product * Number(dim), 1);
        const numbers = rowsOf(name, ROWS * size).slice(from * size, (from + count) * size);
        const data = dtype === "int64" ? BigInt64Array.from(numbers, BigInt) : Float32Array.from(numbers);
        return [
          name,
          new Tensor(dtype, data as Float32Array, [count, ...dims.slice(1).map(Number)]),
        ] as const;
      });
      const results = await session.run(Object.fromEntries(feeds));
      return Array.from((results.y?.data ?? []) as Float32Array);
    };
    const together = await run(0, ROWS);
    const apart = [...(await run(0, 1)), ...(await run(1, ROWS - 1))];
    expect(together).toHaveLength(apart.length);
    expect(together.every(Number.isFinite)).toBe(true);
    for (const [index, number] of together.entries())
      expect(number).toBeCloseTo(apart[index] ?? Number.NaN, 5);
  });
});
