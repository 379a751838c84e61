/** What the training loop is given and what it tells while it runs. */

import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { CheckpointParts } from "@fuseline/data";
import type { EncodedSource } from "../encode/encoded-source.ts";
import type { BuiltGraph, FittedFeed } from "../graph/graph-feed.ts";
import type { TrainSettings } from "./settings.ts";

/** Builds the part between the feeds and the loss; called once for training, once for evaluation, once for serving. */
export type BuildGraph = (
  g: GraphBuilder,
  feeds: { readonly [source: string]: FittedFeed },
  rowWeight: Value,
) => BuiltGraph;

export interface RowParts {
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

export interface TrainHooks {
  readonly signal: AbortSignal;
  /** The person pressed "Stop, keep best". */
  stopRequested(): boolean;
  metric(series: string, step: number, value: number): void;
  progress(done: number, total: number, etaSeconds: number): void;
  readonly checkpoint: {
    read(): Promise<CheckpointParts | null>;
    write(parts: CheckpointParts): Promise<void>;
  };
}

export interface TrainJob {
  readonly build: BuildGraph;
  readonly sources: { readonly [name: string]: EncodedSource };
  readonly rows: RowParts;
  /** Row weights, one per row of the dataset; absent means 1. */
  readonly weights: readonly number[] | null;
  readonly settings: TrainSettings;
  /** Names every random stream: hash of document seed and content key of the trainer. */
  readonly seed: string;
  readonly hooks: TrainHooks;
}
