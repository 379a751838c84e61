/** What fulfilling a recipe needs besides the rows: stored files, sessions that stay open, a way to stop and to tell. */
import type { Storage } from "@fuseline/data";
import type { Issue, Json } from "@fuseline/schema";
import type { InferenceSession } from "onnxruntime-node";
import type { FeatureStore } from "../encode/feature-store.ts";

export interface FulfilContext {
  readonly storage: Storage;
  /** Opens the ONNX file of a blob, or returns the one that is open already. */
  session(blob: string): Promise<InferenceSession>;
  /** Vectors that a frozen encoder gave before, by content; absent where nothing is worth keeping (a request). */
  features?(recipe: Json, width: number): Promise<FeatureStore>;
  readonly signal?: AbortSignal;
  progress?(done: number, total: number): void;
  /** An unreadable picture or the like: the cell then counts as empty. */
  issue?(issue: Issue): void;
}
