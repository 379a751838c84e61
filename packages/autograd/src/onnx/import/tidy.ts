/** Brings ways in which exporters write files to one: where weights are kept, and how ranges are bounded. */
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.ts";

const FLOAT32 = 1;
const INT64 = 7;

export function tidy(model: OnnxModel): OnnxModel {
  return withScalarRanges(withLiftedWeights(model));
}

/**
 * Some exporters (PaddlePaddle's) keep every weight in a Constant node. Where these hold most of the numbers they become
 * initializers, which is where weights are looked for; elsewhere they are what they say.
 */
function withLiftedWeights(model: OnnxModel): OnnxModel {
  const { graph } = model;
  const lifted = graph.nodes.flatMap((node) => {
    const tensor = floatConstant(node);
    return tensor === null ? [] : [{ node, tensor }];
  });
  const kept = graph.initializers.filter(({ elementType }) => elementType === FLOAT32);
  if (numbersIn(lifted.map(({ tensor }) => tensor)) <= numbersIn(kept)) return model;
  const gone = new Set(lifted.map(({ node }) => node));
  const initializers = [...graph.initializers, ...lifted.map(({ tensor }) => tensor)];
  return {
    ...model,
    graph: { ...graph, initializers, nodes: graph.nodes.filter((node) => !gone.has(node)) },
  };
}

function floatConstant({ type, attributes, outputs: [name] }: OnnxNode): OnnxTensor | null {
  const value = type === "Constant" ? attributes.get("value") : undefined;
  const isFloat = value?.kind === "tensor" && value.value.elementType === FLOAT32;
  return isFloat && name !== undefined ? { ...value.value, name } : null;
}

function numbersIn(tensors: readonly OnnxTensor[]): number {
  return tensors.reduce((sum, { dims }) => sum + dims.reduce((size, dim) => size * dim, 1), 0);
}

/** A Range takes scalars; the runtime takes vectors of one number as well, until it knows their sizes beforehand. */
function withScalarRanges(model: OnnxModel): OnnxModel {
  const { graph } = model;
  if (graph.nodes.every(({ type }) => type !== "Range")) return model;
  const shape = "tidy/scalar";
  const nodes = graph.nodes.flatMap((node): OnnxNode[] => {
    if (node.type !== "Range") return [node];
    const bounds = node.inputs.map((input, i): OnnxNode => {
      const name = `${node.outputs[0]}/bound${i}`;
      return {
        name,
        type: "Reshape",
        domain: "",
        inputs: [input, shape],
        outputs: [name],
        attributes: new Map(),
      };
    });
    return [...bounds, { ...node, inputs: bounds.map(({ name }) => name) }];
  });
  const empty: OnnxTensor = { name: shape, elementType: INT64, dims: [0], data: new Uint8Array() };
  return { ...model, graph: { ...graph, nodes, initializers: [...graph.initializers, empty] } };
}
