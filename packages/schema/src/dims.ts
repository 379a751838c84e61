/** Sizes of tensors: arithmetic on known and unknown ones, how they are unified, and how they are shown. */
import type { Dim } from "./ports.ts";

/** Sum of sizes; numbers are added up, the rest waits (S6). */
export function addDims(dims: readonly Dim[]): Dim {
  return combine("+", dims);
}

/** Product of sizes; numbers are multiplied, the rest waits (S6). */
export function multiplyDims(dims: readonly Dim[]): Dim {
  return combine("*", dims);
}

function combine(op: "+" | "*", dims: readonly Dim[]): Dim {
  const flat = dims.flatMap((dim) => (typeof dim === "object" && dim.op === op ? dim.of : [dim]));
  const neutral = op === "+" ? 0 : 1;
  const known = flat
    .filter((dim) => typeof dim === "number")
    .reduce((total, dim) => (op === "+" ? total + dim : total * dim), neutral);
  const unknown = flat.filter((dim) => typeof dim !== "number");
  if (unknown.length === 0) return known;
  const parts = known === neutral ? unknown : [...unknown, known];
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { op, of: parts };
}

/** Symbol → size, local to one node (S1). */
export type Bindings = ReadonlyMap<string, Dim>;

/** The size with every bound symbol replaced. */
export function substitute(dim: Dim, bindings: Bindings): Dim {
  if (typeof dim === "number") return dim;
  if (typeof dim === "string") {
    const bound = bindings.get(dim);
    return bound === undefined || bound === dim ? dim : substitute(bound, bindings);
  }
  return combine(
    dim.op,
    dim.of.map((part) => substitute(part, bindings)),
  );
}

/**
 * S2: equal numbers unify, a symbol binds to anything, expressions unify when they are the same.
 * Returns the bindings to go on with, or null when the sizes cannot be equal.
 */
export function unifyDims(a: Dim, b: Dim, bindings: Bindings = new Map()): Bindings | null {
  const [left, right] = [substitute(a, bindings), substitute(b, bindings)];
  if (formatDim(left) === formatDim(right)) return bindings;
  if (typeof left === "string") return bind(left, right, bindings);
  if (typeof right === "string") return bind(right, left, bindings);
  return typeof left === "number" && typeof right === "number" ? null : bindings;
}

function bind(symbol: string, dim: Dim, bindings: Bindings): Bindings | null {
  return mentions(dim, symbol) ? null : new Map([...bindings, [symbol, dim]]);
}

function mentions(dim: Dim, symbol: string): boolean {
  return typeof dim === "object" ? dim.of.some((part) => mentions(part, symbol)) : dim === symbol;
}

/** `768`, `D`, `D + 256`, `H·W`. */
export function formatDim(dim: Dim): string {
  if (typeof dim !== "object") return String(dim);
  const parts = dim.of.map((part) =>
    typeof part === "object" && dim.op === "*" && part.op === "+" ? `(${formatDim(part)})` : formatDim(part),
  );
  return parts.join(dim.op === "+" ? " + " : "·");
}

/** `B × L × 768`. */
export function formatDims(dims: readonly Dim[]): string {
  return dims.map(formatDim).join(" × ");
}
