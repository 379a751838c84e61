import { describe, expect, it } from "vitest";
import { fuseRankings, ranking } from "./rank.ts";
import { WordIndex } from "./words.ts";

describe("words", () => {
  it("scores as BM25 does", () => {
    const scores = new WordIndex(["red chair wood", "blue chair", "red table steel round"]).scores(
      "red chair",
    );
    expect([...scores].map((score) => score.toFixed(6))).toEqual(["0.940007", "0.544215", "0.413603"]);
  });

  it("finds nothing for unknown words, in any script", () => {
    const index = new WordIndex(["красный стул", "Синий СТОЛ"]);
    expect([...index.scores("лампа")]).toEqual([0, 0]);
    expect(ranking(index.scores("стол"), 1)).toEqual([1]);
  });
});

describe("fused rankings", () => {
  it("adds reciprocal ranks", () => {
    expect(
      fuseRankings(
        [
          [0, 1, 2],
          [2, 1, 0],
        ],
        3,
      )[0]?.toFixed(6),
    ).toBe("0.032266");
  });

  it("breaks ties by place", () => {
    expect(ranking([1, 2, 2, 0], 3)).toEqual([1, 2, 0]);
  });
});
