/** ONNX files as they are, for code that edits files whose operators the compiler need not know; and their import. */
export { chain } from "./chain.ts";
export { cut } from "./cut.ts";
export { decodeModel } from "./decode-model.ts";
export { encodeModel } from "./encode-model.ts";
export { ImportError, type ImportObstacle } from "./import/import-error.ts";
export type {
  ImportedGraph,
  ImportedParameter,
  ImportRequest,
  WeightedProduct,
} from "./import/import-graph.ts";
export { importGraph } from "./import/import-graph.ts";
export { FOLDED_BATCHES } from "./import/open-batch.ts";
export type { ResidualBranch } from "./import/residual-sums.ts";
export type { FoldableRequest, ImportedWeight, ImportSource } from "./import/source.ts";
export { foldable, importSource } from "./import/source.ts";
export { setWeightsAside } from "./import/weights-aside.ts";
export type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from "./model.ts";
export { specialise } from "./specialise.ts";
