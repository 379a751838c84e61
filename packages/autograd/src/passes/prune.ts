/** Drops nodes that no output depends on. */
import type { Node } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import type { Program } from "./program.ts";

export function prune({ nodes, outputs }: Program): Program {
  const needed = new Set<Value>(outputs.map(({ value }) => value));
  const kept: Node[] = [];
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    kept.push(node);
    for (const input of node.inputs) if (input !== null) needed.add(input);
  }
  return { nodes: kept.reverse(), outputs };
}
