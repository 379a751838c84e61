import { type GraphBuilder, RandomStream } from "@fuseline/autograd";
import { describe, expect, it } from "vitest";
import { averageNumbers, dropParts, fuseConcat, fuseGated, fuseLate, type Part } from "../src/index.ts";
import { expectNumbers, matrix, numbersOf, ones } from "./numbers.ts";

const U = [1, 2];
const V = [3, -1];
const IDENTITY = [1, 0, 0, 1];

function parts(
  g: GraphBuilder,
  rows: readonly (readonly number[])[],
  present: readonly number[] = [],
): Part[] {
  return rows.map((row, index) => ({
    value: matrix(g, [row]),
    presence: g.constant([present[index] ?? 1], [1]),
  }));
}

describe("fuseConcat", () => {
  const weight = [1, 0, 1, 0, 0, 1, 0, 1];

  it("joins and bends", async () => {
    const y = await numbersOf((g) => fuseConcat(g, parts(g, [U, V]), { width: 2, activation: "gelu" }), {
      weights: { weight },
    });
    expectNumbers(y, [3.999873, 0.841345], 1e-6);
  });

  it("counts an absent part as zeros", async () => {
    const build = (g: GraphBuilder) =>
      fuseConcat(g, parts(g, [U, V], [1, 0]), { width: 4, activation: "none" });
    const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    expectNumbers(await numbersOf(build, { weights: { weight: identity } }), [1, 2, 0, 0], 1e-6);
  });
});

describe("fuseGated", () => {
  // Scores are vᵀtanh(h): these give ln 3 for u and 0 for v.
  const whole = {
    "part0/weight": IDENTITY,
    "part1/weight": IDENTITY,
    "gate0/weight": [Math.log(3) / Math.tanh(1), 0],
    "gate1/weight": [0, 0],
  };

  it("trusts u three times as much as v", async () => {
    const y = await numbersOf((g) => fuseGated(g, parts(g, [U, V]), { width: 2, gate: "whole" }).fused, {
      weights: whole,
    });
    expectNumbers(y, [1.5, 1.25], 1e-6);
  });

  it("gives an absent part no share", async () => {
    const build = (g: GraphBuilder) =>
      fuseGated(g, parts(g, [U, V], [1, 0]), { width: 2, gate: "whole" }).fused;
    expectNumbers(await numbersOf(build, { weights: whole }), [1, 2], 1e-6);
  });

  it("gates every number by itself", async () => {
    const weights = {
      "part0/weight": IDENTITY,
      "part1/weight": IDENTITY,
      "gate0/weight": new Array<number>(8).fill(0),
      "gate0/bias": [0, Math.log(3)],
    };
    const y = await numbersOf((g) => fuseGated(g, parts(g, [U, V]), { width: 2, gate: "per-number" }).fused, {
      weights,
    });
    expectNumbers(y, [2, 1.25], 1e-6);
  });
});

const probabilities = (
  how: (g: GraphBuilder) => ReturnType<typeof fuseLate>,
  weights = {},
): Promise<number[]> => numbersOf((g) => g.softmax(how(g), 1), { weights });

describe("fuseLate", () => {
  const votes = [
    [2, 0],
    [0, 1],
  ];

  it("averages probabilities", async () => {
    expectNumbers(
      await probabilities((g) => fuseLate(g, parts(g, votes), { how: "average" })),
      [0.574869, 0.425131],
      1e-6,
    );
  });

  it("answers logarithms of probabilities that sum to 1", async () => {
    const logs = await numbersOf((g) => fuseLate(g, parts(g, votes), { how: "average" }));
    expectNumbers(logs.map(Math.exp), [0.574869, 0.425131], 1e-6);
  });

  it("weighs by fixed weights", async () => {
    const how = { how: "weighted", weights: [0.75, 0.25] } as const;
    expectNumbers(await probabilities((g) => fuseLate(g, parts(g, votes), how)), [0.727833, 0.272167], 1e-6);
  });

  it("weighs by learnt weights among the present", async () => {
    const weights = { weights: [Math.log(3), 0] };
    expectNumbers(
      await probabilities((g) => fuseLate(g, parts(g, votes), { how: "weighted" }), weights),
      [0.727833, 0.272167],
      1e-6,
    );
    const alone = await probabilities(
      (g) => fuseLate(g, parts(g, votes, [1, 0]), { how: "weighted" }),
      weights,
    );
    expectNumbers(alone, [0.880797, 0.119203], 1e-6);
  });

  it("stacks", async () => {
    const weight = [1, 0, 1, 0, 0, 1, 0, 1];
    expectNumbers(
      await probabilities((g) => fuseLate(g, parts(g, votes), { how: "learned" }), { weight }),
      [0.731059, 0.268941],
      1e-6,
    );
  });

  it("keeps what a wildly sure part says", async () => {
    const logs = await numbersOf((g) =>
      fuseLate(
        g,
        parts(g, [
          [400, 0],
          [400, 0],
        ]),
        { how: "average" },
      ),
    );
    expectNumbers(logs, [0, -400], 1e-6);
  });

  it("averages labels one by one", async () => {
    const options = { how: "average", answers: "labels" } as const;
    const scores = await numbersOf((g) => g.sigmoid(fuseLate(g, parts(g, votes), options)));
    const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
    expectNumbers(scores, [(sigmoid(2) + sigmoid(0)) / 2, (sigmoid(0) + sigmoid(1)) / 2], 1e-6);
  });
});

describe("averageNumbers", () => {
  it("divides by how many are present", async () => {
    expectNumbers(await numbersOf((g) => averageNumbers(g, parts(g, [U, V]))), [2, 0.5], 1e-6);
    expectNumbers(await numbersOf((g) => averageNumbers(g, parts(g, [U, V], [0, 1]))), V, 1e-6);
  });
});

describe("dropParts", () => {
  /** Presences of three parts after the draws u, part after part. */
  const after = async (u: readonly number[], present = [1, 1, 1]): Promise<number[]> =>
    numbersOf(
      (g) => {
        const presences = present.map((presence) => g.constant([presence], [1]));
        return g.concat(dropParts(g, presences, 0.3), 0);
      },
      { training: true, randoms: { parts: u } },
    );

  it("hides parts whose draw is below the chance", async () => {
    expect(await after([0.2, 0.31, 0.9])).toEqual([0, 1, 1]);
    expect(await after([0.5, 0.5, 0.5])).toEqual([1, 1, 1]);
  });

  it("keeps the one with the largest draw when all would go", async () => {
    expect(await after([0.1, 0.29, 0.2])).toEqual([0, 1, 0]);
  });

  it("never brings back an absent part, nor counts on it", async () => {
    expect(await after([0.9, 0.1, 0], [0, 1, 1])).toEqual([0, 1, 0]);
    expect(await after([0.9, 0, 0.9], [0, 1, 0])).toEqual([0, 1, 0]);
    expect(await after([0.9, 0.9, 0.9], [0, 0, 0])).toEqual([0, 0, 0]);
  });

  it("hides as often as asked", async () => {
    const rows = 4000;
    const random = new RandomStream("drop-parts");
    const kept = await numbersOf(
      (g) => {
        const presences = [0, 1].map(() => ones(g, rows));
        return g.concat(dropParts(g, presences, 0.3), 0);
      },
      { training: true, randoms: { parts: Array.from({ length: 2 * rows }, () => random.uniform()) } },
    );
    // Hidden: the other stays by itself, chance · (1 − chance), or by the rule, chance² / 2.
    const hidden = kept.filter((presence) => presence === 0).length / kept.length;
    expect(hidden).toBeCloseTo(0.3 * 0.7 + 0.09 / 2, 1.5);
    expect(kept.slice(0, rows).some((presence, row) => presence + (kept[rows + row] ?? 0) === 0)).toBe(false);
  });
});
