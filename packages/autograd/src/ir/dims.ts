/** Arithmetic on dimensions that may be symbolic: a dimension is a whole number times at most one symbol. */
import type { Dim, Dims } from "./tensor.ts";

interface Product {
  readonly factor: number;
  readonly symbol: string | null;
}

function parse(dim: Dim): Product {
  if (typeof dim === "number") return { factor: dim, symbol: null };
  const star = dim.indexOf("*");
  return star < 0
    ? { factor: 1, symbol: dim }
    : { factor: Number(dim.slice(0, star)), symbol: dim.slice(star + 1) };
}

function format({ factor, symbol }: Product): Dim {
  if (symbol === null || factor === 0) return factor;
  return factor === 1 ? symbol : `${factor}*${symbol}`;
}

export function isSymbolic(dim: Dim): dim is string {
  return typeof dim === "string";
}

/** The symbol inside a dimension, and how many times it counts. */
export function symbolOf(dim: string): { factor: number; symbol: string } {
  const { factor, symbol } = parse(dim);
  return { factor, symbol: symbol ?? dim };
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  const left = parse(a);
  const right = parse(b);
  if (left.symbol !== null && right.symbol !== null) {
    throw new Error(`Cannot multiply the symbolic dimensions ${a} and ${b}.`);
  }
  return format({ factor: left.factor * right.factor, symbol: left.symbol ?? right.symbol });
}

export function addDims(a: Dim, b: Dim): Dim {
  if (a === 0) return b;
  if (b === 0) return a;
  const left = parse(a);
  const right = parse(b);
  if (left.symbol !== right.symbol) throw new Error(`Cannot add the dimensions ${a} and ${b}.`);
  return format({ factor: left.factor + right.factor, symbol: left.symbol });
}

/** `a / b`, which must come out whole. */
export function divideDims(a: Dim, b: Dim): Dim {
  const left = parse(a);
  const right = parse(b);
  const symbol = right.symbol === null ? left.symbol : null;
  const whole = right.factor !== 0 && left.factor % right.factor === 0;
  if (!whole || (right.symbol !== null && right.symbol !== left.symbol)) {
    throw new Error(`${a} elements cannot be divided into groups of ${b}.`);
  }
  return format({ factor: left.factor / right.factor, symbol });
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
