import { describe, expect, it } from "vitest";
import { balancedWeights, contrastive, crossEntropy, l2Normalise, numberLoss } from "../src/index.ts";
import { expectNumbers, matrix, numbersOf, ones } from "./numbers.ts";

const SCORES = [
  [2, 1, 0],
  [0, 1, 3],
];

async function crossEntropyOf(options: {
  smoothing?: number;
  classWeights?: number[];
  rows?: number[];
}): Promise<number[]> {
  return numbersOf((g) => {
    const target = g.constant([0, 1], [2], "int64");
    const rowWeight = g.constant(options.rows ?? [1, 1], [2]);
    const { smoothing = 0, classWeights } = options;
    return crossEntropy(g, { logits: matrix(g, SCORES), target }, { smoothing, classWeights, rowWeight })
      .value;
  });
}

describe("crossEntropy", () => {
  it("is the mean of −log p of the right class", async () => {
    expectNumbers(await crossEntropyOf({}), [1.288726], 1e-6);
  });

  it("gives each row's loss", async () => {
    const rows = await numbersOf((g) => {
      const target = g.constant([0, 1], [2], "int64");
      return crossEntropy(g, { logits: matrix(g, SCORES), target }, { smoothing: 0, rowWeight: ones(g, 2) })
        .perRow;
    });
    expectNumbers(rows, [0.407606, 2.169846], 1e-6);
  });

  it("smooths, weighs classes and weighs rows", async () => {
    expectNumbers(await crossEntropyOf({ smoothing: 0.1 }), [1.322059], 1e-6);
    expectNumbers(await crossEntropyOf({ classWeights: [1, 2, 1] }), [1.582433], 1e-6);
    expectNumbers(await crossEntropyOf({ rows: [1, 0] }), [0.407606], 1e-6);
  });

  it("stays finite for scores of a thousand", async () => {
    const loss = await numbersOf((g) => {
      const target = g.constant([0], [1], "int64");
      return crossEntropy(
        g,
        { logits: matrix(g, [[-1000, 1000]]), target },
        { smoothing: 0, rowWeight: ones(g, 1) },
      ).value;
    });
    expectNumbers(loss, [2000]);
  });

  it("balances classes by how rare they are", () => {
    expectNumbers(balancedWeights([6, 3, 1]), [0.555556, 1.111111, 3.333333], 1e-6);
  });
});

async function contrastiveOf(
  scale: number,
  pairs: { a: number[][]; b: number[][]; key?: number[]; rows?: number[] },
): Promise<number[]> {
  return numbersOf((g) => {
    const vectors = { a: matrix(g, pairs.a), b: matrix(g, pairs.b), logScale: g.constant(Math.log(scale)) };
    const rows = pairs.a.length;
    const key = pairs.key && g.constant(pairs.key, [rows], "int64");
    return contrastive(g, vectors, {
      key,
      rowWeight: g.constant(pairs.rows ?? new Array(rows).fill(1), [rows]),
    }).value;
  });
}

describe("contrastive", () => {
  const a = [
    [1, 0],
    [0.6, 0.8],
  ];
  const b = [
    [0.8, 0.6],
    [0, 1],
  ];
  // S = a·bᵀ for these three rows is [[1, .9, 0], [.9, 1, 0], [0, .1, 1]].
  const three = {
    a: [
      [1, 0.9, 0],
      [0.9, 1, 0],
      [0, 0.1, 1],
    ],
    b: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  };

  it("is InfoNCE both ways", async () => {
    expectNumbers(await contrastiveOf(1, { a, b }), [0.573722], 1e-5);
    expectNumbers(await contrastiveOf(2, { a, b }), [0.524897], 1e-5);
    expectNumbers(await contrastiveOf(2, three), [0.532877], 1e-5);
  });

  it("shares the target among rows of one key", async () => {
    expectNumbers(await contrastiveOf(2, { ...three, key: [7, 7, 8] }), [0.599544], 1e-5);
  });

  it("leaves out rows of weight 0, as strangers too", async () => {
    const padded = { a: [...a, [0.6, 0.8]], b: [...b, [0.8, 0.6]], rows: [1, 1, 0] };
    expectNumbers(await contrastiveOf(2, padded), [0.524897], 1e-5);
    expectNumbers(await contrastiveOf(2, { ...padded, key: [1, 2, 1] }), [0.524897], 1e-5);
  });

  it("holds e^s at 100", async () => {
    expectNumbers(await contrastiveOf(1000, { a, b }), await contrastiveOf(100, { a, b }), 1e-6);
  });
});

describe("numberLoss", () => {
  it.each([
    ["squared", 1.416667],
    ["absolute", 0.833333],
    ["huber", 0.541667],
  ] as const)("%s", async (how, wanted) => {
    const loss = await numbersOf((g) => {
      const values = { answer: matrix(g, [[1], [4], [2]]), target: matrix(g, [[1.5], [2], [2]]) };
      return numberLoss(g, values, { how, delta: 1, rowWeight: ones(g, 3) }).value;
    });
    expectNumbers(loss, [wanted], 1e-6);
  });
});

describe("l2Normalise", () => {
  it("scales to length 1 and leaves zeros finite", async () => {
    expectNumbers(await numbersOf((g) => l2Normalise(g, matrix(g, [[3, 4]]))), [0.6, 0.8], 1e-6);
    expect(await numbersOf((g) => l2Normalise(g, matrix(g, [[0, 0]])))).toEqual([0, 0]);
  });
});
