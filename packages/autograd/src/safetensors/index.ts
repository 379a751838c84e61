/** Safetensors files: weights by name, without code. */
export type { ElementType } from "./element-type.ts";
export type { SafetensorsHeader, TensorEntry } from "./header.ts";
export type { ByteSource, FloatTensor } from "./read.ts";
export { bytesSource, Safetensors } from "./read.ts";
export type { WrittenTensor } from "./write.ts";
export { safetensorsPieces } from "./write.ts";
