import { GraphBuilder, gradients, type Value } from "@fuseline/autograd";
import { describe, expect, it } from "vitest";
import { attend, paddingScores } from "../src/attention.ts";
import {
  categoryWidth,
  dropout,
  layerNorm,
  linear,
  type PoolKind,
  pool,
  project,
  replaceAbsent,
  resnet,
  rmsNorm,
  stochasticDepth,
  transformer,
} from "../src/index.ts";
import { expectNumbers, matrix, numbersOf } from "./numbers.ts";

const batch = (g: GraphBuilder, rows: readonly (readonly number[])[]): Value =>
  g.unsqueeze(matrix(g, rows), [0]);

const oneHead = (g: GraphBuilder, rows: readonly (readonly number[])[]): Value =>
  g.unsqueeze(matrix(g, rows), [0, 1]);

describe("attend", () => {
  const heard = (mask?: readonly number[]) => (g: GraphBuilder) =>
    attend(g, {
      query: oneHead(g, [[1, 0]]),
      key: oneHead(g, [
        [1, 0],
        [0, 1],
      ]),
      value: oneHead(g, [
        [10, 0],
        [0, 20],
      ]),
      scores: mask && paddingScores(g, matrix(g, [mask])),
    });

  it("mixes values by softmax of q·k/√d", async () => {
    expectNumbers(await numbersOf(heard()), [6.697615, 6.604769], 1e-6);
  });

  it("does not hear what is masked", async () => {
    expectNumbers(await numbersOf(heard([1, 0])), [10, 0], 1e-6);
  });

  it("is finite where everything is masked", async () => {
    expectNumbers(await numbersOf(heard([0, 0])), [5, 10], 1e-6);
  });

  it("steps through a gate", async () => {
    const stepped = (g: GraphBuilder): Value => g.add(batch(g, [[1, 0]]), g.mul(heard()(g), Math.tanh(0.5)));
    expectNumbers(await numbersOf(stepped), [4.095083, 3.052177], 1e-6);
  });
});

describe("project", () => {
  it("is Wx + b", async () => {
    const weights = { "layer0/weight": [1, 0, 0, 1, 1, 1], "layer0/bias": [0, 0, 0.5] };
    const options = { width: 3, layers: 1, activation: "gelu", dropout: 0 } as const;
    expectNumbers(
      await numbersOf((g) => project(g, matrix(g, [[1, 2]]), options), { weights }),
      [1, 2, 3.5],
      1e-6,
    );
  });

  it("bends between layers only", async () => {
    const weights = { "layer0/weight": [-1, 0, 0, 1], "layer1/weight": [1, 0, 0, -1] };
    const options = { width: 2, layers: 2, activation: "relu", dropout: 0 } as const;
    expectNumbers(
      await numbersOf((g) => project(g, matrix(g, [[1, 2]]), options), { weights }),
      [0, -2],
      1e-6,
    );
  });
});

describe("pool", () => {
  const pooled = (how: PoolKind, mask: readonly number[]): Promise<number[]> =>
    numbersOf(
      (g) =>
        pool(
          g,
          batch(g, [
            [1, 2],
            [3, 4],
            [50, 60],
          ]),
          { how, mask: matrix(g, [mask]) },
        ),
      // One learned query: [1, 0].
      { weights: { query: [1, 0] } },
    );

  it.each<[PoolKind, number[]]>([
    ["mean", [2, 3]],
    ["max", [3, 4]],
    ["first", [1, 2]],
    ["last", [3, 4]],
    ["attention", [2.608859, 3.608859]],
  ])("%s leaves masked positions out", async (how, wanted) => {
    expectNumbers(await pooled(how, [1, 1, 0]), wanted, 1e-6);
  });

  it("takes the first and last real positions wherever they are", async () => {
    expectNumbers(await pooled("first", [0, 1, 1]), [3, 4], 1e-6);
    expectNumbers(await pooled("last", [1, 0, 0]), [1, 2], 1e-6);
  });

  it.each<PoolKind>(["mean", "max", "first", "last", "attention"])("%s of nothing is 0", async (how) => {
    expect((await pooled(how, [0, 0, 0])).map(Math.abs)).toEqual([0, 0]);
  });
});

describe("normalise", () => {
  it("layer and rms", async () => {
    const weights = { "n/scale": [1, 1, 1] };
    expectNumbers(
      await numbersOf((g) => layerNorm(g, matrix(g, [[1, 2, 3]]), "n"), { weights }),
      [-1.224736, 0, 1.224736],
      1e-6,
    );
    const two = { "n/scale": [1, 1] };
    expectNumbers(
      await numbersOf((g) => rmsNorm(g, matrix(g, [[3, 4]]), "n"), { weights: two }),
      [0.848528, 1.131371],
      1e-6,
    );
  });
});

describe("dropout", () => {
  it("keeps what the mask keeps, rescaled", async () => {
    const y = await numbersOf((g) => dropout(g, matrix(g, [[1, 1]]), 0.5), {
      training: true,
      randoms: { dropout: [2, 0] },
    });
    expect(y).toEqual([2, 0]);
  });

  it("does nothing when serving", async () => {
    expect(await numbersOf((g) => dropout(g, matrix(g, [[1, 1]]), 0.5))).toEqual([1, 1]);
  });
});

describe("stochastic depth", () => {
  const place = { share: 0.5, block: 1, blocks: 4 };
  const rows = [
    [1, -2],
    [3, 4],
  ];
  /** x + x², where the square may be dropped. */
  const block = (g: GraphBuilder): { x: Value; y: Value } => {
    const x = matrix(g, rows);
    return { x, y: g.add(x, stochasticDepth(g, g.mul(x, x), place)) };
  };

  it("drops what a block adds to whole rows, rescaled, and its gradient with it", async () => {
    // Half of a quarter of the way: 3 of 4 rows are kept, at 4/3.
    const masked = { training: true, randoms: { stochasticDepth: [0, 4 / 3] } };
    expectNumbers(await numbersOf((g) => block(g).y, masked), [1, -2, 15, 4 + 64 / 3], 1e-6);
    const slope = (g: GraphBuilder): Value => {
      const { x, y } = block(g);
      const [dx] = gradients(g.reduceSum(y), [x]);
      if (dx === undefined) throw new Error("one gradient is asked for");
      return dx;
    };
    expectNumbers(await numbersOf(slope, masked), [1, 1, 9, 1 + 32 / 3], 1e-6);
  });

  it("does nothing when serving", async () => {
    expect(await numbersOf((g) => block(g).y)).toEqual([2, 2, 12, 20]);
  });

  it("is deeper in later blocks of transformers and residual networks", () => {
    const g = new GraphBuilder({ training: true });
    g.scope("t", () =>
      transformer(g, g.input("x", "float32", [2, 3, 4]), {
        heads: 2,
        layers: 2,
        mlpRatio: 1,
        stochasticDepth: 0.4,
      }),
    );
    const pixels = g.input("pixels", "float32", [2, 3, 8, 8]);
    g.scope("r", () => resnet(g, pixels, { width: 8, blocks: 1, stochasticDepth: 0.3 }));
    expect(g.randoms.map(({ dims }) => dims)).toEqual([
      ...new Array(4).fill([2, 1, 1]),
      ...new Array(3).fill([2, 1, 1, 1]),
    ]);
    expectNumbers(
      g.randoms.map((one) => (one.kind === "mask" ? one.keep : 0)),
      [0.8, 0.8, 0.6, 0.6, 0.9, 0.8, 0.7],
    );
  });
});

describe("replaceAbsent", () => {
  it("puts the learnt vector where the cell is empty", async () => {
    const build = (g: GraphBuilder): Value =>
      replaceAbsent(
        g,
        matrix(g, [
          [1, 2],
          [3, 4],
        ]),
        g.constant([1, 0], [2]),
      );
    expect(await numbersOf(build, { weights: { absent: [7, 8] } })).toEqual([1, 2, 7, 8]);
  });
});

describe("linear", () => {
  it("works on the last axis of lists too", async () => {
    const build = (g: GraphBuilder): Value =>
      linear(
        g,
        batch(g, [
          [1, 2],
          [3, 4],
        ]),
        1,
      );
    expect(await numbersOf(build, { weights: { weight: [1, 10], bias: [0.5] } })).toEqual([21.5, 43.5]);
  });
});

describe("categoryWidth", () => {
  it("grows with the number of names, to 50", () => {
    expect([2, 10, 1000, 1_000_000].map(categoryWidth)).toEqual([3, 6, 50, 50]);
  });
});
