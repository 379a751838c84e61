/** Which weights of an encoder learn: its head, its last blocks, or all of them. */
import type { ImportSource, OnnxNode } from "@fuseline/autograd/onnx";
import type { TunedPart } from "@fuseline/schema";

const LAST_LAYERS = new Set(["MatMul", "Gemm", "Conv", "LayerNormalization"]);

export function trainedWeights(source: ImportSource, trained: TunedPart): ReadonlySet<string> {
  const { weights, blocks } = source;
  const above = (depth: number) => weights.filter((weight) => weight.depth > depth).map(({ name }) => name);
  switch (trained.part) {
    case "all":
      return new Set(weights.map(({ name }) => name));
    case "blocks":
      return new Set(above(blocks - trained.blocks));
    case "head": {
      const behind = above(blocks);
      return new Set(behind.length > 0 ? behind : lastLayer(source));
    }
  }
}

/** Weights of the last projection or normalisation, and of what follows it. */
function lastLayer({ model, weights }: ImportSource): readonly string[] {
  const known = new Set(weights.map(({ name }) => name));
  const reads = ({ inputs }: OnnxNode) => inputs.filter((name) => known.has(name));
  const { nodes } = model.graph;
  const from = nodes.findLastIndex((node) => LAST_LAYERS.has(node.type) && reads(node).length > 0);
  return nodes.slice(Math.max(0, from)).flatMap(reads);
}
