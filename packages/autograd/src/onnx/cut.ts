/** Cuts a model at named tensors: they become its outputs, and what only other outputs needed is dropped. */
import type { OnnxGraph, OnnxModel, OnnxNode } from "./model.ts";

/** @throws Error naming a tensor the model does not compute */
export function cut(model: OnnxModel, tensors: readonly string[]): OnnxModel {
  const { graph } = model;
  const needed = new Set(tensors);
  const nodes: OnnxNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => output !== "" && needed.has(output))) continue;
    nodes.push(node);
    for (const input of readBy(node)) needed.add(input);
  }
  nodes.reverse();
  const computed = new Set(nodes.flatMap(({ outputs }) => outputs));
  const missing = tensors.filter((tensor) => !computed.has(tensor));
  if (missing.length > 0) throw new Error(`The model computes no tensor called ${missing.join(", ")}.`);
  const declared = new Map(graph.outputs.map((output) => [output.name, output]));
  const outputs = tensors.map((name) => declared.get(name) ?? { name, elementType: FLOAT, dims: null });
  return {
    ...model,
    graph: {
      ...graph,
      nodes,
      outputs,
      inputs: graph.inputs.filter(({ name }) => needed.has(name)),
      initializers: graph.initializers.filter(({ name }) => needed.has(name)),
    },
  };
}

/** Encoders cut inside give floating-point tensors; the runtime refuses the file if one does not. */
const FLOAT = 1;

/** What a node reads, its branches and loop bodies included. */
function readBy({ inputs, attributes }: OnnxNode): string[] {
  const inner = [...attributes.values()].flatMap((attribute) =>
    attribute.kind === "graph" ? readByGraph(attribute.value) : [],
  );
  return [...inputs, ...inner].filter((name) => name !== "");
}

function readByGraph({ nodes, outputs }: OnnxGraph): string[] {
  return [...nodes.flatMap(readBy), ...outputs.map(({ name }) => name)];
}
