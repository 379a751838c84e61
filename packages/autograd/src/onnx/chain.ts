/** Puts models one after the other into one: an output of one is the input of a later one that has its name. */
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxValueInfo } from "./model.ts";

/**
 * Inputs and outputs keep their names, equal inputs become one; outputs that a later model takes are inside and given
 * back no more. All must be written in the same operator sets.
 * @throws Error when the operator sets differ, or two models give an output of the same name
 */
export function chain(models: readonly OnnxModel[]): OnnxModel {
  const [first] = models;
  if (first === undefined) throw new Error("There is no model to chain.");
  const parts = models.map(({ graph }, place) => prefixed(graph, `${place}/`));
  const sets = new Set(models.map(({ opsets }) => opsetsOf(opsets)));
  if (sets.size > 1) throw new Error(`The models need different operators: ${[...sets].join("; ")}.`);
  const given = new Set<string>();
  const inputs = new Map<string, OnnxValueInfo>();
  const outputs = new Map<string, OnnxValueInfo>();
  const taken = new Set<string>();
  for (const graph of parts) {
    for (const input of graph.inputs) {
      if (given.has(input.name)) taken.add(input.name);
      else inputs.set(input.name, input);
    }
    for (const output of graph.outputs) {
      if (given.has(output.name)) throw new Error(`Two of the models give ${output.name}.`);
      given.add(output.name);
      outputs.set(output.name, output);
    }
  }
  return {
    ...first,
    graph: {
      name: first.graph.name,
      nodes: parts.flatMap(({ nodes }) => nodes),
      initializers: parts.flatMap(({ initializers }) => initializers),
      inputs: [...inputs.values()],
      outputs: [...outputs.values()].filter(({ name }) => !taken.has(name)),
    },
  };
}

function opsetsOf(opsets: OnnxModel["opsets"]): string {
  return opsets
    .map(({ domain, version }) => `${domain === "" ? "ai.onnx" : domain} ${version}`)
    .sort()
    .join(", ");
}

/** Inner names with a prefix, so that none is in two models. */
function prefixed(graph: OnnxGraph, prefix: string): OnnxGraph {
  const outer = new Set([...graph.inputs, ...graph.outputs].map(({ name }) => name));
  const fixed = new Set(graph.initializers.map(({ name }) => name));
  const renamed = (name: string): string =>
    name === "" || (outer.has(name) && !fixed.has(name)) ? name : `${prefix}${name}`;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...renamedNode(node, renamed), name: `${prefix}${node.name}` })),
    initializers: graph.initializers.map((tensor) => ({ ...tensor, name: renamed(tensor.name) })),
    // Old files list their weights as inputs too.
    inputs: graph.inputs.filter(({ name }) => !fixed.has(name)),
  };
}

function renamedNode(node: OnnxNode, renamed: (name: string) => string): OnnxNode {
  const inner = [...node.attributes.values()].some(({ kind }) => kind === "graph");
  if (inner) throw new Error(`${node.name}: models with inner graphs are not chained.`);
  return { ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) };
}
