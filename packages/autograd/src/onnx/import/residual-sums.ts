/** Finds the sums of a model in which a block adds something to its own input, from the graph alone. */
import type { OnnxNode } from "../model.ts";
import type { ImportedWeight, ImportSource } from "./source.ts";

export interface ResidualBranch {
  /** Which operand of the sum is what the block adds; the other one is its input. */
  readonly operand: number;
  /** Counted from 0. */
  readonly block: number;
  /** What the block's own part is computed with. */
  readonly weights: readonly ImportedWeight[];
}

/**
 * By the name of the sum. A sum counts where one operand is computed from the other with weights of a single block;
 * sums past several blocks, shortcuts with weights of their own and sums inside activations do not.
 */
export function residualSums({ model, weights, blocks }: ImportSource): ReadonlyMap<string, ResidualBranch> {
  const { nodes, initializers } = model.graph;
  const constants = new Set(initializers.map(({ name }) => name));
  const byName = new Map(weights.map((weight) => [weight.name, weight]));
  const sums = new Map<string, ResidualBranch>();
  for (const { type, inputs, outputs } of nodes) {
    const [left, right] = inputs;
    const [sum] = outputs;
    if (type !== "Add" || left === undefined || right === undefined || sum === undefined) continue;
    for (const [operand, branch, input] of [
      [1, right, left],
      [0, left, right],
    ] as const) {
      if (constants.has(input) || constants.has(branch)) continue;
      const own = between(nodes, { input, branch }).flatMap((name) => byName.get(name) ?? []);
      const depth = own[0]?.depth ?? 0;
      const isBlock = depth >= 1 && depth <= blocks && own.every((weight) => weight.depth === depth);
      if (isBlock) sums.set(sum, { operand, block: depth - 1, weights: own });
    }
  }
  return sums;
}

/** Names of what is read on the ways from `input` to `branch`; nothing where there is none. */
function between(
  nodes: readonly OnnxNode[],
  { input, branch }: { readonly input: string; readonly branch: string },
): string[] {
  const behind = new Set([input]);
  const onTheWay: OnnxNode[] = [];
  for (const node of nodes) {
    if (!node.inputs.some((name) => behind.has(name))) continue;
    onTheWay.push(node);
    for (const name of node.outputs) behind.add(name);
    if (node.outputs.includes(branch)) break;
  }
  if (!behind.has(branch)) return [];
  const needed = new Set([branch]);
  const read: string[] = [];
  for (const node of onTheWay.reverse()) {
    if (!node.outputs.some((name) => needed.has(name))) continue;
    for (const name of node.inputs) {
      needed.add(name);
      read.push(name);
    }
  }
  return read;
}
