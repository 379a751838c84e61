import type { Answer } from "@fuseline/runtime";
import { describe, expect, it } from "vitest";
import { Batcher } from "./batcher.ts";

const answer = (label: string): Answer => ({ task: "classes", label, confidence: 1, probabilities: [1] });

describe("Batcher", () => {
  it("answers at once when idle and joins what waits, each its own", async () => {
    const sizes: number[] = [];
    const batcher = new Batcher(async (rows) => {
      sizes.push(rows.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return rows.map((row) => answer(String(row.n)));
    });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => batcher.predict({ n })));
    expect(sizes).toEqual([1, 32, 7]);
    expect(answers.map((given) => (given.task === "classes" ? given.label : null))).toEqual(
      Array.from({ length: 40 }, (_, n) => String(n)),
    );
  });

  it("fails only the row that cannot be read", async () => {
    const batcher = new Batcher(async (rows) => {
      if (rows.some((row) => row.n === 2)) throw new Error("unreadable");
      return rows.map((row) => answer(String(row.n)));
    });
    const settled = await Promise.allSettled([0, 1, 2, 3].map((n) => batcher.predict({ n })));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });
});
