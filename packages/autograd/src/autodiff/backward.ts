/**
 * Reverse-mode differentiation. Walks the nodes that lie between `wrt` and the loss from last to first; each node's
 * rule turns the gradient of its outputs into gradients of its inputs, and gradients that meet at a value are added.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { CustomGradient } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { isFloat } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import type { GradientContext } from "../ops/operator.ts";
import { operatorFor } from "../ops/registry.ts";
import { unbroadcast } from "./unbroadcast.ts";

/**
 * d loss / d value for every value of `wrt`, in its dimensions; zeros where the loss does not depend on it.
 * @param loss a scalar
 * @throws Error that names the node whose operator forbids a gradient on the way
 */
export function gradients(loss: Value, wrt: readonly Value[]): Value[] {
  if (loss.dims.length !== 0) throw new Error(`The loss must be a scalar, got ${loss}.`);
  const g = loss.graph;
  const path = nodesBetween(g, loss, wrt);
  const arrived = new Map<Value, Value>([[loss, g.constant(1, undefined, loss.dtype)]]);
  for (const node of path.nodes.reverse()) {
    if (!node.outputs.some((output) => arrived.has(output))) continue;
    g.backwardOf(node.scope, () => pullBack(g, { node, arrived, needed: path.needed }));
  }
  return wrt.map((value) => arrived.get(value) ?? g.zeros(value.dims, value.dtype));
}

interface Step {
  readonly node: Node;
  /** Gradients so far, by the value they belong to. */
  readonly arrived: Map<Value, Value>;
  readonly needed: ReadonlySet<Value>;
}

function pullBack(g: GraphBuilder, { node, arrived, needed }: Step): void {
  const inputs = differentiatedInputs(g, node);
  const needs = inputs.map((input) => input !== null && needed.has(input));
  const results = gradientsOf(g, { node, arrived, needs });
  inputs.forEach((input, index) => {
    const result = results[index];
    if (input === null || !needs[index] || result === null || result === undefined) return;
    const fitted = unbroadcast(g, result, input.dims);
    const before = arrived.get(input);
    arrived.set(input, before === undefined ? fitted : g.add(before, fitted));
  });
}

/** What a node's gradient flows to: its inputs, or those its hand-written gradient names. */
function differentiatedInputs(g: GraphBuilder, node: Node): readonly (Value | null)[] {
  return customOf(g, node)?.inputs ?? node.inputs;
}

function customOf(g: GraphBuilder, node: Node): CustomGradient | undefined {
  const [output] = node.outputs;
  return output === undefined ? undefined : g.customGradients.get(output);
}

function gradientsOf(g: GraphBuilder, { node, arrived, needs }: Needs): readonly (Value | null)[] {
  const context = contextOf(g, { node, arrived, needs });
  const custom = customOf(g, node);
  if (custom !== undefined) return custom.rule(context);
  const { gradient } = operatorFor(node.type);
  switch (gradient.kind) {
    case "function":
      return gradient.rule(context);
    case "zero":
      return [];
    case "forbidden":
      throw new Error(`${node.name}: ${node.type} has no gradient: ${gradient.reason}.`);
  }
}

interface Needs {
  readonly node: Node;
  readonly arrived: ReadonlyMap<Value, Value>;
  readonly needs: readonly boolean[];
}

function contextOf(g: GraphBuilder, { node, arrived, needs }: Needs): GradientContext {
  const present = (list: readonly (Value | null)[], index: number): Value => {
    const value = list[index];
    if (!value) throw new Error(`${node.name} has no value ${index}.`);
    return value;
  };
  const all = node.outputs.map((output) => arrived.get(output) ?? null);
  const output = present(node.outputs, 0);
  return {
    g,
    inputs: node.inputs,
    outputs: node.outputs,
    attributes: node.attributes,
    dy: all[0] ?? g.zeros(output.dims, output.dtype),
    gradients: all,
    needs,
    input: (index) => present(node.inputs, index),
    output: (index) => present(node.outputs, index),
  };
}

/** Nodes that depend on `wrt`, in order, and every value a gradient must pass through. */
function nodesBetween(
  g: GraphBuilder,
  loss: Value,
  wrt: readonly Value[],
): { nodes: Node[]; needed: Set<Value> } {
  const needed = new Set<Value>(wrt);
  const nodes: Node[] = [];
  for (const node of g.nodes) {
    const stops = customOf(g, node) === undefined && operatorFor(node.type).gradient.kind === "zero";
    if (stops || !differentiatedInputs(g, node).some((input) => input !== null && needed.has(input)))
      continue;
    nodes.push(node);
    for (const output of node.outputs) if (isFloat(output.dtype)) needed.add(output);
    if (node.outputs.includes(loss)) break;
  }
  return { nodes, needed };
}
