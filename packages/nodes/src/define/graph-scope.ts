/**
 * How a node is called inside a graph: by the start of its content key, never by its id on the canvas, so that renaming
 * a node changes neither the names of weights nor the numbers that are drawn under those names.
 */
import { type GraphPart, UserError } from "@fuseline/schema";

/** Hexadecimal digits; among a hundred parts two equal names are one chance in 10¹¹. */
const LENGTH = 12;

export function scopeOf({ key }: Pick<GraphPart, "key">): string {
  return key.slice(0, LENGTH);
}

/** Name of a part's source among the sources of the whole graph. */
export function sourceName(part: Pick<GraphPart, "key">, source: string): string {
  return `${scopeOf(part)}.${source}`;
}

/** The same error on the canvas: an issue that names a scope is moved to the node that built it. */
export function onCanvas(error: unknown, parts: readonly GraphPart[]): unknown {
  if (!(error instanceof UserError)) return error;
  const { issue } = error;
  const part = parts.find((one) => scopeOf(one) === issue.at.node);
  if (part === undefined) return error;
  return new UserError({ ...issue, at: { ...issue.at, node: part.node } }, { cause: error });
}
