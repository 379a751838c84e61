/** ONNX files as they are, for code that edits files whose operators the compiler need not know. */
export { cut } from "./cut.ts";
export { decodeModel } from "./decode-model.ts";
export { encodeModel } from "./encode-model.ts";
export type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from "./model.ts";
export { specialise } from "./specialise.ts";
