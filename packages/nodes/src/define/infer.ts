/** Reading the types that arrive at a node, and the checks that many nodes share. */
import type { ColumnSchema, ColumnSource, Dim, Issue, Json, PortKind, PortType } from "@fuseline/schema";

export type TypeOf<K extends PortKind> = PortType & { readonly kind: K };

/** The types of `kinds` among those that arrive, in wire order. */
export function ofKind<K extends PortKind>(types: readonly PortType[], ...kinds: readonly K[]): TypeOf<K>[] {
  return types.filter((type): type is TypeOf<K> => kinds.some((kind) => kind === type.kind));
}

/** The first type of one of `kinds`, or nothing while the port is unwired. */
export function firstOf<K extends PortKind>(types: readonly PortType[], ...kinds: readonly K[]): TypeOf<K> | undefined {
  return ofKind(types, ...kinds)[0];
}

interface IssuePoint {
  readonly node: string;
  readonly port?: string;
  readonly param?: string;
}

/** An error that finds its port or parameter. */
export const problem = (code: string, at: IssuePoint, facts: { readonly [name: string]: Json }): Issue => ({
  code,
  severity: "error",
  at,
  facts,
});

/**
 * Features meet only if they come from the same rows (rule R5): one `rows-differ` for each port that brings others
 * than the first wired one.
 */
export function rowsDiffer(node: string, inputs: { readonly [port: string]: readonly PortType[] }): Issue[] {
  const arriving = Object.entries(inputs).flatMap(([port, types]) =>
    types.flatMap((type) => ("rows" in type ? [{ port, rows: type.rows }] : [])),
  );
  const first = arriving[0];
  if (first === undefined) return [];
  const differing = new Map(arriving.filter(({ rows }) => rows !== first.rows).map(({ port, rows }) => [port, rows]));
  return [...differing].map(([port, rows]) => problem("rows-differ", { node, port }, { port, rows, other: first.rows }));
}

/** A `many` port that needs several wires has some, but too few; an empty one is `input-missing` by `resolve`. */
export function tooFew(at: { node: string; port: string }, types: readonly PortType[], needed: number): Issue[] {
  if (types.length === 0 || types.length >= needed) return [];
  return [problem("input-missing", at, { port: at.port, needed, given: types.length })];
}

/**
 * Columns a parameter names that the rows do not have. Nothing is said while no column is known at all: then the
 * source has not been chosen yet, and that is its own issue.
 */
export function missingColumns(
  at: { readonly node: string; readonly param: string },
  names: readonly string[],
  columns: readonly ColumnSchema[],
): Issue[] {
  if (columns.length === 0) return [];
  const known = columns.map((column) => column.name);
  return names
    .filter((name) => !known.includes(name))
    .map((column) => problem("column-missing", at, { column, columns: known }));
}

/** Attention cuts the width into equal heads (rule S8); silent while the width has no number yet. */
export function headsNotDivisible(node: string, width: Dim | undefined, heads: number): Issue[] {
  if (typeof width !== "number" || width % heads === 0) return [];
  return [
    problem("heads-not-divisible", { node, param: "heads" }, { width, heads, nearest: nearestDivisor(width, heads) }),
  ];
}

/** The divisor of `whole` closest to `wanted`; the smaller of two equally close ones. */
export function nearestDivisor(whole: number, wanted: number): number {
  let nearest = 1;
  for (let divisor = 1; divisor <= whole; divisor++) {
    if (whole % divisor === 0 && Math.abs(divisor - wanted) < Math.abs(nearest - wanted)) nearest = divisor;
  }
  return nearest;
}

/** Sources of the columns that arrive at a port, in wire order. */
export const columnSources = (types: readonly PortType[]): ColumnSource[] =>
  ofKind(types, "column").map((type) => type.source);
