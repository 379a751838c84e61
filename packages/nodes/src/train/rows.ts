/** Which rows are learnt from, watched and kept for the test: rows without an answer take no part. */
import type { EncodedSource, RowParts } from "@fuseline/runtime";
import { issue, type Split, type Table, UserError } from "@fuseline/schema";

const FEWEST_ROWS = 8;

export function rowParts(table: Table, sources: { readonly [name: string]: EncodedSource }): RowParts {
  const targets = Object.values(sources).filter(
    ({ recipe }) => recipe.recipe === "class-target" || recipe.recipe === "number-target",
  );
  const answered = (row: number): boolean =>
    targets.every(({ arrays }) => Number(arrays.presence?.data[row] ?? 1) === 1);
  const of = (split: Split): number[] =>
    table.row.flatMap((_, row) => ((table.split?.[row] ?? "train") === split && answered(row) ? [row] : []));
  return { train: of("train"), validation: of("validation"), test: of("test") };
}

/** @throws UserError `too-few-rows` */
export function enoughRows({ train }: RowParts, node: string): void {
  if (train.length >= FEWEST_ROWS) return;
  throw new UserError(issue("too-few-rows", { node }, { rows: train.length, needed: FEWEST_ROWS }));
}
