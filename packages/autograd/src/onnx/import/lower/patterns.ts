/**
 * Sums and products that older files spell out: the error-function GELU and layer normalisation. As single operators
 * their gradients take fewer passes and keep less; the nodes they were spelt with are left unread and never written.
 */
import type { Node } from "../../../ir/node.ts";
import { toNumbers } from "../../../ir/tensor.ts";
import type { Value } from "../../../ir/value.ts";
import { intAttribute } from "../../../ops/operator.ts";
import { given, type Lowering } from "./lowering.ts";

/** The node that makes a value, if it is of this type. */
function made(value: Value | null | undefined, type: string): Node | null {
  return value?.origin.kind === "node" && value.origin.node.type === type ? value.origin.node : null;
}

/** The number a scalar constant holds. */
function scalarOf(value: Value | null | undefined): number | null {
  if (value?.origin.kind !== "constant") return null;
  const [only, ...others] = toNumbers(value.origin.tensor);
  return others.length === 0 ? (only ?? null) : null;
}

/** A node's two operands in both orders. */
function bothWays({ inputs: [a, b] }: Node): [Value, Value][] {
  return a && b
    ? [
        [a, b],
        [b, a],
      ]
    : [];
}

/** What a product is made of: scalars joined to one factor, and everything else. */
function factorsOf(values: readonly Value[]): { scale: number; others: Value[] } {
  const found = { scale: 1, others: [] as Value[] };
  for (const value of values) {
    const number = scalarOf(value);
    const inner = made(value, "Mul");
    if (number !== null) found.scale *= number;
    else if (inner?.inputs.some((input) => scalarOf(input) !== null || made(input, "Add"))) {
      const { scale, others } = factorsOf(inner.inputs.filter((input) => input !== null));
      found.scale *= scale;
      found.others.push(...others);
    } else found.others.push(value);
  }
  return found;
}

/** 0.5·x·(1 + erf(x/√2)) in any order of its factors. */
const mul: Lowering = (use) => {
  const { g } = use;
  const { scale, others } = factorsOf([given(use, 0), given(use, 1)]);
  const [a, b] = others;
  if (near(scale, 0.5) && others.length === 2 && a !== undefined && b !== undefined) {
    if (isErrorTerm(b, a)) return [g.gelu(a)];
    if (isErrorTerm(a, b)) return [g.gelu(b)];
  }
  return g.op("Mul", use.inputs);
};

/** Whether a value is 1 + erf(x/√2). */
function isErrorTerm(value: Value, x: Value): boolean {
  const sum = made(value, "Add");
  if (sum === null) return false;
  return bothWays(sum).some(([term, one]) => {
    const scaled = made(term, "Erf")?.inputs[0];
    if (scalarOf(one) !== 1 || !scaled) return false;
    const quotient = made(scaled, "Div");
    if (quotient?.inputs[0] === x) return near(scalarOf(quotient.inputs[1]) ?? 0, Math.SQRT2);
    const product = made(scaled, "Mul");
    return (
      product !== null &&
      bothWays(product).some(([of, factor]) => of === x && near(scalarOf(factor) ?? 0, Math.SQRT1_2))
    );
  });
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-4;
}

/** (x − μ)/√(σ² + ε)·γ + β over the last axis. */
const add: Lowering = (use) => {
  const { g } = use;
  const [left, right] = [given(use, 0), given(use, 1)];
  for (const [product, beta] of [
    [left, right],
    [right, left],
  ] as const) {
    const scaled = made(product, "Mul");
    if (scaled === null || beta.rank !== 1) continue;
    for (const [standard, gamma] of bothWays(scaled)) {
      const found = standardised(standard);
      if (found === null || gamma.rank !== 1 || gamma.dim(0) !== found.x.dim(-1)) continue;
      const attributes = { axis: -1, epsilon: found.epsilon };
      return g.op("LayerNormalization", [found.x, gamma, beta], attributes, g.training ? 3 : 1).slice(0, 1);
    }
  }
  return g.op("Add", use.inputs);
};

/** x and ε where a value is (x − μ)/√(σ² + ε) along the last axis. */
function standardised(value: Value): { x: Value; epsilon: number } | null {
  const quotient = made(value, "Div");
  const centred = quotient?.inputs[0];
  const [x, mean] = made(centred, "Sub")?.inputs ?? [];
  const sum = made(made(quotient?.inputs[1], "Sqrt")?.inputs[0], "Add");
  if (!centred || !x || sum === null || !isLastMean(mean, x)) return null;
  for (const [variance, small] of bothWays(sum)) {
    const epsilon = scalarOf(small);
    const square = made(variance, "ReduceMean")?.inputs[0];
    const isSquare = made(square, "Mul")?.inputs.every((input) => input === centred) ?? false;
    if (epsilon !== null && square && isSquare && isLastMean(variance, square)) return { x, epsilon };
  }
  return null;
}

/** Whether a value is the mean of `of` along its last axis, kept as size 1. */
function isLastMean(value: Value | null | undefined, of: Value): boolean {
  const mean = made(value, "ReduceMean");
  const axes = mean?.inputs[1]?.type.contents ?? [];
  const [axis] = axes;
  const isLast = axes.length === 1 && (axis === -1 || axis === of.rank - 1);
  return mean?.inputs[0] === of && isLast && intAttribute(mean.attributes, "keepdims", 1) === 1;
}

export const PATTERN_LOWERINGS: { readonly [type: string]: Lowering } = { Add: add, Mul: mul };
