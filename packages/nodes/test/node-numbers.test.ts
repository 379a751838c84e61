/** Nodes with weights given by hand give the numbers of the catalogue (NODES.md, sections 6.1 and 6.2). */
import { GraphBuilder, type Value } from "@fuseline/autograd";
import { evaluate } from "@fuseline/autograd/testing";
import type { FittedFeed } from "@fuseline/runtime";
import { describe, expect, it } from "vitest";
import type { Feature, GraphValue, Logits, NumberPrediction, Pairs } from "../src/define/graph.ts";
import { graphImplementations } from "../src/graph-implementations.ts";

type Rows = readonly (readonly number[])[];

interface Given {
  readonly params?: object;
  inputs?(g: GraphBuilder): { readonly [port: string]: readonly GraphValue[] };
  sources?(g: GraphBuilder): { readonly [name: string]: FittedFeed };
  /** Weights by the end of their name; biases left out are 0, anything else left out is an error. */
  readonly weights?: { readonly [name: string]: readonly number[] };
  readonly randoms?: readonly number[];
  readonly rowWeight?: readonly number[];
}

/** The numbers of one output of a node. */
async function numbersOf(kind: string, port: string, given: Given): Promise<number[]> {
  const g = new GraphBuilder({ training: given.randoms !== undefined });
  const outputs = graphImplementations.get(kind)?.build(g, {
    params: (given.params ?? {}) as never,
    inputs: given.inputs?.(g) ?? {},
    sources: given.sources?.(g) ?? {},
    training: g.training,
    rowWeight: g.constant(given.rowWeight ?? [1, 1], [(given.rowWeight ?? [1, 1]).length]),
  });
  const output = outputs?.[port];
  if (output === undefined) throw new Error(`${kind} gives no ${port}`);
  const y = output.type === "pairs" ? g.concat([output.a, output.b], 0) : output.value;
  const values = new Map(
    g.parameters.map(({ name, dims }) => {
      const size = dims.reduce((product, dim) => product * dim, 1);
      const found = Object.entries(given.weights ?? {}).find(([end]) => name.endsWith(end))?.[1];
      const numbers = found ?? (name.endsWith("bias") ? new Array<number>(size).fill(0) : null);
      if (numbers === null) throw new Error(`no numbers for ${name}`);
      return [name, Float32Array.from(numbers)] as const;
    }),
  );
  const feeds = g.randoms.map(({ name, dims }) => {
    const data = Float32Array.from(given.randoms ?? []);
    return [name, { dtype: "float32" as const, dims, data }] as const;
  });
  const { y: result } = await evaluate(g, { outputs: { y }, values, feeds: Object.fromEntries(feeds) });
  return Array.from(result?.data ?? [], Number);
}

function expectNumbers(given: readonly number[], wanted: readonly number[], tolerance = 1e-5): void {
  expect(given).toHaveLength(wanted.length);
  given.forEach((number, place) => {
    const off = Math.abs(number - (wanted[place] ?? Number.NaN)) / Math.max(1e-3, ...wanted.map(Math.abs));
    expect(off, `${place} of ${given.join(", ")}`).toBeLessThan(tolerance);
  });
}

const matrix = (g: GraphBuilder, rows: Rows): Value =>
  g.constant(rows.flat(), [rows.length, rows[0]?.length ?? 0]);

function embedding(g: GraphBuilder, row: readonly number[], presence = 1): Feature {
  return {
    type: "feature",
    shape: "embedding",
    value: matrix(g, [row]),
    presence: g.constant([presence], [1]),
    columns: [],
  };
}

function sequence(g: GraphBuilder, tokens: Rows, mask: readonly number[]): Feature {
  const width = tokens[0]?.length ?? 0;
  return {
    type: "feature",
    shape: "sequence",
    value: g.constant(tokens.flat(), [1, tokens.length, width]),
    presence: g.constant([1], [1]),
    mask: g.constant(mask, [1, mask.length]),
    columns: [],
  };
}

function logits(g: GraphBuilder, rows: Rows, target?: readonly number[], presence = 1): Logits {
  return {
    type: "logits",
    value: matrix(g, rows),
    labels: ["a", "b", "c"],
    counts: [6, 3, 1],
    abstain: 0,
    presence: g.constant(
      rows.map(() => presence),
      [rows.length],
    ),
    column: "",
    toleratesMissing: false,
    ...(target === undefined ? {} : { target: g.constant(target, [target.length], "int64") }),
  };
}

const U = [1, 2];
const V = [3, -1];
const softmax = (scores: readonly number[]): number[] => {
  const weights = scores.map(Math.exp);
  return weights.map((weight) => weight / weights.reduce((sum, one) => sum + one, 0));
};

describe("fusion", () => {
  it("side by side", async () => {
    const given = {
      inputs: (g: GraphBuilder) => ({ features: [embedding(g, U), embedding(g, V)] }),
      weights: { weight: [1, 0, 1, 0, 0, 1, 0, 1] },
    };
    const params = { width: 2, dropout: 0.1 };
    expectNumbers(
      await numbersOf("fuse-concat", "fused", { ...given, params: { ...params, activation: "gelu" } }),
      [3.999873, 0.841345],
    );
  });

  it("gated", async () => {
    const whole = (present: number) =>
      numbersOf("fuse-gated", "fused", {
        params: { width: 2, gate: "whole", dropout: 0 },
        inputs: (g) => ({ features: [embedding(g, U), embedding(g, V, present)] }),
        weights: {
          "part0/weight": [1, 0, 0, 1],
          "part1/weight": [1, 0, 0, 1],
          "gate0/weight": [Math.log(3) / Math.tanh(1), 0],
          "gate1/weight": [0, 0],
        },
      });
    expectNumbers(await whole(1), [1.5, 1.25]);
    expectNumbers(await whole(0), [1, 2]);
  });

  it("vote of answers", async () => {
    const vote = async (params: object, weights = {}) =>
      softmax(
        await numbersOf("fuse-late", "answer", {
          params,
          inputs: (g) => ({ answers: [logits(g, [[2, 0]]), logits(g, [[0, 1]])] }),
          weights,
        }),
      );
    expectNumbers(await vote({ how: "average", weights: [] }), [0.574869, 0.425131]);
    expectNumbers(await vote({ how: "weighted", weights: [0.75, 0.25] }), [0.727833, 0.272167]);
    expectNumbers(
      await vote({ how: "learned", weights: [] }, { weight: [1, 0, 1, 0, 0, 1, 0, 1] }),
      [0.731059, 0.268941],
    );
  });

  it("each token looks into the other part, through a gate that starts closed", async () => {
    const given = {
      params: { heads: 1, layers: 1, mlpRatio: 1, dropout: 0, gate: true },
      inputs: (g: GraphBuilder) => ({
        queries: [sequence(g, [[1, 0]], [1])],
        memory: [
          sequence(
            g,
            [
              [5, -3],
              [0, 1],
            ],
            [1, 1],
          ),
        ],
      }),
      weights: {
        part: [0, 0],
        "memory0/weight": [1, 0, 0, 1],
        "Norm/scale": [1, 1],
        "query/weight": [1, 0, 0, 1],
        "keyValue/weight": [1, 0, 0, 1, 10, 0, 0, 20],
        "out/weight": [1, 0, 0, 1],
        attentionGate: [0],
        mlpGate: [0],
        weight: new Array<number>(4).fill(1),
      },
    };
    expectNumbers(await numbersOf("fuse-cross-attention", "fused", given), [1, 0]);
    const open = await numbersOf("fuse-cross-attention", "fused", {
      ...given,
      weights: { ...given.weights, attentionGate: [0.5] },
    });
    expect(open.some((value, place) => Math.abs(value - ([1, 0][place] ?? 0)) > 0.01)).toBe(true);
  });

  it("side by side with a part that was dropped", async () => {
    const hidden = await numbersOf("drop-parts", "part2", {
      params: { chance: 0.3 },
      inputs: (g) => ({
        part1: [embedding(g, U)],
        part2: [embedding(g, V)],
        part3: [],
        part4: [],
        part5: [],
        part6: [],
      }),
      randoms: [0.9, 0.1],
    });
    expectNumbers(hidden.map(Math.abs), [0, 0]);
    const joined = await numbersOf("fuse-concat", "fused", {
      params: { width: 4, activation: "none", dropout: 0 },
      inputs: (g) => ({ features: [embedding(g, U), embedding(g, V, 0)] }),
      weights: { weight: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] },
    });
    expectNumbers(joined, [1, 2, 0, 0]);
  });
});

describe("adapters", () => {
  it("project", async () => {
    const y = await numbersOf("project", "features", {
      params: { width: 3, layers: 1, activation: "gelu", dropout: 0 },
      inputs: (g) => ({ features: [embedding(g, U)] }),
      weights: { weight: [1, 0, 0, 1, 1, 1], bias: [0, 0, 0.5] },
    });
    expectNumbers(y, [1, 2, 3.5]);
  });

  it.each([
    ["mean", [2, 3]],
    ["max", [3, 4]],
    ["last", [3, 4]],
    ["attention", [2.608859, 3.608859]],
  ])("pool, %s", async (how, wanted) => {
    const y = await numbersOf("pool", "embedding", {
      params: { how },
      inputs: (g) => ({
        features: [
          sequence(
            g,
            [
              [1, 2],
              [3, 4],
              [9, 9],
            ],
            [1, 1, 0],
          ),
        ],
      }),
      weights: { query: [1, 0] },
    });
    expectNumbers(y, wanted);
  });

  it.each([
    ["layer", [1, 2, 3], [-1.224736, 0, 1.224736]],
    ["l2", [3, 4], [0.6, 0.8]],
    ["rms", [3, 4], [0.848528, 1.131371]],
  ])("normalise, %s", async (how, row, wanted) => {
    const y = await numbersOf("normalise", "features", {
      params: { how },
      inputs: (g) => ({ features: [embedding(g, row)] }),
      weights: { scale: row.map(() => 1) },
    });
    expectNumbers(y, wanted);
  });

  it("drop", async () => {
    const y = await numbersOf("drop", "features", {
      params: { dropout: 0.5 },
      inputs: (g) => ({ features: [embedding(g, [1, 1])] }),
      randoms: [2, 0],
    });
    expectNumbers(y, [2, 0]);
  });
});

describe("heads", () => {
  it("classes and numbers are lines", async () => {
    const target: FittedFeed = { kind: "class-target", columns: ["c"], labels: ["a", "b"], counts: [1, 1] };
    const info = { names: ["n"], log: [false], mean: [0], scale: [1] };
    const inputs = (g: GraphBuilder) => ({ features: [embedding(g, [2, 1])] });
    const params = { hidden: 0, dropout: 0.1, abstain: 0 };
    expectNumbers(
      await numbersOf("head-classify", "logits", {
        params,
        inputs,
        sources: () => ({ target }),
        weights: { weight: [1, 0, -1, 0.5], bias: [0, 0.5] },
      }),
      [2, -1],
    );
    expectNumbers(
      await numbersOf("head-regress", "value", {
        params,
        inputs,
        sources: () => ({ target: { kind: "number-target", columns: ["n"], info } }),
        weights: { weight: [1, -1], bias: [0.25] },
      }),
      [1.25],
    );
  });

  it("a common space is of unit length", async () => {
    const y = await numbersOf("head-contrastive", "pairs", {
      params: { width: 2, start: 14.3, layers: 1 },
      inputs: (g) => ({ a: [embedding(g, [3, 4])], b: [embedding(g, [0, 5])] }),
      weights: { weight: [1, 0, 0, 1], logScale: [1] },
    });
    expectNumbers(y, [0.6, 0.8, 0, 1]);
  });
});

describe("losses", () => {
  const scores = [
    [2, 1, 0],
    [0, 1, 3],
  ];
  const crossEntropy = (params: object, rowWeight?: readonly number[]) =>
    numbersOf("loss-cross-entropy", "loss", {
      params: { smoothing: 0, classWeights: "none", ...params },
      inputs: (g) => ({ logits: [logits(g, scores, [0, 1])] }),
      ...(rowWeight === undefined ? {} : { rowWeight }),
    });

  it("cross-entropy", async () => {
    expectNumbers(await crossEntropy({}), [1.288726]);
    expectNumbers(await crossEntropy({ smoothing: 0.1 }), [1.322059]);
    expectNumbers(await crossEntropy({}, [1, 0]), [0.407606]);
    // Balanced: weights n / (C · n_c) of counts [6, 3, 1], so the second row counts twice.
    expectNumbers(await crossEntropy({ classWeights: "balanced" }), [(0.407606 + 2 * 2.169846) / 3]);
  });

  it.each([
    ["squared", 1.416667],
    ["absolute", 0.833333],
    ["huber", 0.541667],
  ])("number error, %s", async (how, wanted) => {
    const value = (g: GraphBuilder): NumberPrediction => ({
      type: "value",
      value: matrix(g, [[1], [4], [2]]),
      target: matrix(g, [[1.5], [2], [2]]),
      info: { names: ["n"], log: [false], mean: [0], scale: [1] },
      toleratesMissing: false,
    });
    const y = await numbersOf("loss-number", "loss", {
      params: { how, delta: 1 },
      inputs: (g) => ({ value: [value(g)] }),
      rowWeight: [1, 1, 1],
    });
    expectNumbers(y, [wanted]);
  });

  it.each([
    [1, 0.573722],
    [2, 0.524897],
  ])("contrastive, sharpness %d", async (scale, wanted) => {
    const pairs = (g: GraphBuilder): Pairs => ({
      type: "pairs",
      a: matrix(g, [
        [1, 0],
        [0.6, 0.8],
      ]),
      b: matrix(g, [
        [0.8, 0.6],
        [0, 1],
      ]),
      logScale: g.constant(Math.log(scale)),
      presence: g.constant([1, 1], [2]),
      columnsA: [],
      columnsB: [],
    });
    expectNumbers(await numbersOf("loss-contrastive", "loss", { inputs: (g) => ({ pairs: [pairs(g)] }) }), [
      wanted,
    ]);
  });
});
