export type { ArraySpec, PlacedArray, TypedArray } from "./storage/array-format.ts";
export type { ArrayReader } from "./storage/array-reader.ts";
export type { ArrayWriter, NamedArray } from "./storage/arrays.ts";
export type { PutStreamOptions, StoredBlob } from "./storage/blobs.ts";
export type { CheckpointParts } from "./storage/checkpoints.ts";
export type { Evicted, EvictionPolicy } from "./storage/evict.ts";
export type { StepResult } from "./storage/results.ts";
export { Storage } from "./storage/storage.ts";
