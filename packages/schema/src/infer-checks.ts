/** Checks that several definitions' `infer` share: equal sizes, divisible heads, equal answers. */
import type { ResolveContext } from "./definition.ts";
import { formatDim, unifyDims } from "./dims.ts";
import type { Issue } from "./issue.ts";
import { issue } from "./issues/table.ts";
import { widthOf } from "./port-types.ts";
import type { Dim, PortType } from "./ports.ts";

/** `shape-mismatch` at `port` for the first type whose width is not that of `needed` (S2). */
export function sameWidth(
  at: { readonly node: string; readonly port: string },
  types: readonly PortType[],
  needed?: Dim,
): Issue[] {
  const [first, ...others] = needed === undefined ? types.map(widthOf) : [needed, ...types.map(widthOf)];
  if (first === undefined) return [];
  const odd = others.find((width) => unifyDims(first, width) === null);
  return odd === undefined
    ? []
    : [issue("shape-mismatch", at, { given: formatDim(odd), needed: formatDim(first) })];
}

/** `heads-not-divisible` at the parameter `heads` (S8). */
export function headsDivide(node: string, width: Dim, heads: number): Issue[] {
  if (typeof width !== "number" || width % heads === 0) return [];
  return [
    issue(
      "heads-not-divisible",
      { node, param: "heads" },
      { width, heads, nearest: nearestDivisor(width, heads) },
    ),
  ];
}

/** The divisor of `whole` that is closest to `wanted`; the smaller one of two. */
export function nearestDivisor(whole: number, wanted: number): number {
  let nearest = 1;
  for (let divisor = 2; divisor <= whole; divisor += 1) {
    if (whole % divisor === 0 && Math.abs(divisor - wanted) < Math.abs(nearest - wanted)) nearest = divisor;
  }
  return nearest;
}

/** `labels-differ` where logits choose among different answers (R7). */
export function sameLabels(
  at: { readonly node: string; readonly port: string },
  types: readonly PortType[],
): Issue[] {
  const logits = types.filter((type) => type.kind === "logits");
  const [first] = logits;
  const odd = logits.find((type) => type.labels !== first?.labels);
  if (first === undefined || odd === undefined) return [];
  return [
    issue("labels-differ", at, {
      first: first.target?.column ?? first.labels,
      second: odd.target?.column ?? odd.labels,
    }),
  ];
}

/** What arrives on a port that takes one wire. */
export function only(context: Pick<ResolveContext, "inputs">, port: string): PortType | undefined {
  return context.inputs[port]?.[0];
}
