/** A decision tree of depth 3 over one number (Gini impurity, Breiman et al. 1984). */
import type { Cell } from "@fuseline/schema";
import { commonest, type Example, type Rule } from "./rule.ts";

const DEPTH = 3;

interface Point {
  readonly value: number;
  readonly answer: string;
}

type Tree =
  | { readonly answer: string }
  | { readonly below: number; readonly left: Tree; readonly right: Tree };

export function learnNumberRule(examples: readonly Example[], numberOf: (cell: Cell) => number | null): Rule {
  const points = examples
    .flatMap(({ cell, answer }): Point[] => {
      const value = numberOf(cell);
      return value === null ? [] : [{ value, answer }];
    })
    .sort((a, b) => a.value - b.value);
  const tree = points.length === 0 ? null : grow(points, DEPTH);
  return {
    example: tree === null ? "" : describe(tree),
    answer(cell) {
      const value = numberOf(cell);
      let at = tree;
      while (at !== null && "below" in at && value !== null) at = value < at.below ? at.left : at.right;
      return at !== null && "answer" in at ? at.answer : null;
    },
  };
}

function grow(points: readonly Point[], depth: number): Tree {
  const counts = countAnswers(points);
  const leaf = { answer: commonest(counts)?.answer ?? "" };
  const border = depth === 0 || counts.size === 1 ? null : bestBorder(points, counts);
  if (border === null) return leaf;
  const below = ((points[border - 1]?.value ?? 0) + (points[border]?.value ?? 0)) / 2;
  return {
    below,
    left: grow(points.slice(0, border), depth - 1),
    right: grow(points.slice(border), depth - 1),
  };
}

/** Index of the first point of the right side, where Σ n·(1 − Σ p²) of both sides is least; null when no border helps. */
function bestBorder(points: readonly Point[], counts: ReadonlyMap<string, number>): number | null {
  const left = new Map<string, number>();
  const right = new Map(counts);
  let [leftSquares, rightSquares] = [0, squares(right)];
  let best = { border: -1, impurity: points.length - rightSquares / points.length - 1e-9 };
  for (const [i, { answer }] of points.slice(0, -1).entries()) {
    const [l, r] = [left.get(answer) ?? 0, right.get(answer) ?? 0];
    leftSquares += 2 * l + 1;
    rightSquares -= 2 * r - 1;
    left.set(answer, l + 1);
    right.set(answer, r - 1);
    if (points[i]?.value === points[i + 1]?.value) continue;
    const impurity = points.length - leftSquares / (i + 1) - rightSquares / (points.length - i - 1);
    if (impurity < best.impurity) best = { border: i + 1, impurity };
  }
  return best.border < 0 ? null : best.border;
}

function squares(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count * count, 0);
}

function countAnswers(points: readonly Point[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { answer } of points) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}

function describe(tree: Tree): string {
  if ("answer" in tree) return tree.answer;
  return `< ${Number(tree.below.toPrecision(4))} → ${"answer" in tree.left ? tree.left.answer : "…"}`;
}
