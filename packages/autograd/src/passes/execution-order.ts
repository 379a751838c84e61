/** The order in which ONNX Runtime computes the nodes of a program, which decides what lies in memory together. */
import type { Node } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";

/**
 * Its sequential executor walks back from the nodes nothing reads, the last written first, and from each node through
 * its inputs, again the last written first; a node is computed when all it reads is there
 * (`Graph::ReverseDFSFrom` in onnxruntime/core/graph/graph.cc, with nodes compared by index).
 */
export function executionOrder(nodes: readonly Node[]): Node[] {
  const producers = new Map<Value, number>();
  nodes.forEach((node, index) => {
    for (const output of node.outputs) producers.set(output, index);
  });
  const sources = nodes.map(({ inputs }) => {
    const indices = inputs.flatMap((input) => (input === null ? [] : (producers.get(input) ?? [])));
    return [...new Set(indices)].sort((a, b) => a - b);
  });
  const read = new Set(sources.flat());
  const visited = new Set<number>();
  const order: Node[] = [];
  /** Node indices to enter; those below zero, which stand for −1 − index, are left. */
  const stack = nodes.flatMap((_, index) => (read.has(index) ? [] : [index]));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const node = nodes[top < 0 ? -1 - top : top];
    if (node === undefined) continue;
    if (top < 0) {
      order.push(node);
      continue;
    }
    if (visited.has(top)) continue;
    visited.add(top);
    stack.push(-1 - top);
    for (const source of sources[top] ?? []) if (!visited.has(source)) stack.push(source);
  }
  return order;
}
