/** Reading the types that arrive at a node, and the checks that several nodes share. */
import type { ColumnSchema, ColumnSource, Issue, Json, PortKind, PortType, Text } from "@fuseline/schema";
import { issue } from "@fuseline/schema";

export type TypeOf<K extends PortKind> = PortType & { readonly kind: K };

/** The types of `kinds` among those that arrive, in wire order. */
export function ofKind<K extends PortKind>(types: readonly PortType[], ...kinds: readonly K[]): TypeOf<K>[] {
  return types.filter((type): type is TypeOf<K> => kinds.some((kind) => kind === type.kind));
}

/** The first type of one of `kinds`, or nothing while the port is unwired. */
export function firstOf<K extends PortKind>(
  types: readonly PortType[],
  ...kinds: readonly K[]
): TypeOf<K> | undefined {
  return ofKind(types, ...kinds)[0];
}

/** Columns of the dataset that arrives; none while nothing is wired. */
export const columnsOf = (types: readonly PortType[]): readonly ColumnSchema[] =>
  firstOf(types, "dataset")?.columns ?? [];

/** Sources of the columns that arrive at a port, in wire order. */
export const columnSources = (types: readonly PortType[]): readonly ColumnSource[] =>
  ofKind(types, "column").map((type) => type.source);

/** `input-missing` where a port needs several wires and has fewer; an empty one is found by `resolve`. */
export function tooFew(
  at: { readonly node: string; readonly port: string; readonly label: Text },
  types: readonly PortType[],
  needed: number,
): Issue[] {
  if (types.length === 0 || types.length >= needed) return [];
  const { label, ...place } = at;
  return [issue("input-missing", place, { port: label, needed, given: types.length })];
}

/**
 * Columns a parameter names that the rows do not have. Nothing is said while no column is known at all: then the
 * source has not been chosen yet, and that is its own issue.
 */
export function missingColumns(
  at: { readonly node: string; readonly param: string },
  names: readonly (string | null)[],
  columns: readonly ColumnSchema[],
): Issue[] {
  if (columns.length === 0) return [];
  const known = columns.map((column) => column.name);
  return names
    .filter((name) => name !== null && !known.includes(name))
    .map((column) => issue("column-missing", at, { column: String(column), known }));
}

interface WrongValue {
  readonly label: Text;
  readonly value: Json;
  /** The end of "it takes …". */
  readonly expected: Text;
}

/** A value that fits its field but not the rest of the node. */
export const paramInvalid = (
  at: { readonly node: string; readonly param: string },
  wrong: WrongValue,
): Issue => issue("param-invalid", at, { ...wrong, value: JSON.stringify(wrong.value) });
