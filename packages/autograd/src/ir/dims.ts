/** Arithmetic on dimensions that may be symbolic: a dimension is a whole number times any symbols, such as `64*batch`. */
import type { Dim, Dims } from "./tensor.ts";

interface Product {
  readonly factor: number;
  /** In alphabetical order, so that equal products look the same. */
  readonly symbols: readonly string[];
}

function parse(dim: Dim): Product {
  if (typeof dim === "number") return { factor: dim, symbols: [] };
  const parts = dim.split("*");
  const factor = Number(parts[0]);
  return Number.isNaN(factor) ? { factor: 1, symbols: parts } : { factor, symbols: parts.slice(1) };
}

function format({ factor, symbols }: Product): Dim {
  if (symbols.length === 0 || factor === 0) return factor;
  return [...(factor === 1 ? [] : [factor]), ...symbols].join("*");
}

export function isSymbolic(dim: Dim): dim is string {
  return typeof dim === "string";
}

/** The symbols inside a dimension, and how many times their product counts. */
export function symbolsOf(dim: string): Product {
  return parse(dim);
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  const left = parse(a);
  const right = parse(b);
  return format({
    factor: left.factor * right.factor,
    symbols: [...left.symbols, ...right.symbols].sort(),
  });
}

export function addDims(a: Dim, b: Dim): Dim {
  if (a === 0) return b;
  if (b === 0) return a;
  const left = parse(a);
  const right = parse(b);
  if (left.symbols.join() !== right.symbols.join())
    throw new Error(`Cannot add the dimensions ${a} and ${b}.`);
  return format({ factor: left.factor + right.factor, symbols: left.symbols });
}

/** `a / b`, which must come out whole. */
export function divideDims(a: Dim, b: Dim): Dim {
  const left = parse(a);
  const right = parse(b);
  const symbols = [...left.symbols];
  const divides = right.symbols.every((symbol) => {
    const at = symbols.indexOf(symbol);
    if (at >= 0) symbols.splice(at, 1);
    return at >= 0;
  });
  if (!divides || right.factor === 0 || left.factor % right.factor !== 0) {
    throw new Error(`${a} elements cannot be divided into groups of ${b}.`);
  }
  return format({ factor: left.factor / right.factor, symbols });
}

/** How many elements a tensor of these dimensions has. */
export function sizeOf(dims: Dims): Dim {
  return dims.reduce<Dim>(multiplyDims, 1);
}

/** The dimensions as numbers; an error naming `what` when one is symbolic. */
export function fixedDims(dims: Dims, what: string): number[] {
  return dims.map((dim) => {
    if (typeof dim === "number") return dim;
    throw new Error(`${what} needs fixed dimensions, got [${dims.join(", ")}].`);
  });
}

export function sameDims(a: Dims, b: Dims): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/** Numpy broadcasting: aligned at the right, a 1 stretches. */
export function broadcastDims(a: Dims, b: Dims): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new Error(`[${a.join(", ")}] and [${b.join(", ")}] do not broadcast: ${left} meets ${right}.`);
  });
}

/** A possibly negative axis as 0 … rank − 1. */
export function normalAxis(axis: number, rank: number): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(normal) || normal < 0 || normal >= rank) {
    throw new Error(`Axis ${axis} does not exist in a tensor of rank ${rank}.`);
  }
  return normal;
}

/** The dimension at a possibly negative axis. */
export function dimAt(dims: Dims, axis: number): Dim {
  const dim = dims[normalAxis(axis, dims.length)];
  if (dim === undefined) throw new Error(`Axis ${axis} does not exist in [${dims.join(", ")}].`);
  return dim;
}
