/** What outputs depend on: the part of a graph that is worth writing. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Node } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";

/** Nodes and values the outputs depend on. Values in a steady order: inputs, randoms, parameters, then constants. */
export function reachable(g: GraphBuilder, outputs: readonly Value[]): { nodes: Set<Node>; values: Value[] } {
  const nodes = new Set<Node>();
  const values = new Set<Value>(outputs);
  for (let i = g.nodes.length - 1; i >= 0; i--) {
    const node = g.nodes[i];
    if (node === undefined || !node.outputs.some((output) => values.has(output))) continue;
    nodes.add(node);
    for (const input of node.inputs) if (input !== null) values.add(input);
  }
  const leaves = [...g.inputs, ...g.randomValues, ...g.parameters.map(({ value }) => value)].filter((value) =>
    values.has(value),
  );
  const constants = [...values].filter(({ origin }) => origin.kind === "constant");
  return { nodes, values: [...leaves, ...constants] };
}

/** Names of the inputs that must be fed to get these outputs. */
export function inputsOf(g: GraphBuilder, outputs: readonly Value[]): ReadonlySet<string> {
  const used = new Set(reachable(g, outputs).values);
  return new Set(g.inputs.filter((input) => used.has(input)).map(({ name }) => name));
}
