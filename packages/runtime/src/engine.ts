/** What step-stage nodes may ask of the runtime; they get it through their context, so they never import it. */
import type { Storage } from "@fuseline/data";
import type { Table } from "@fuseline/schema";
import type { RowArrays } from "./arrays/row-array.ts";
import { readEncoded } from "./encode/encode-source.ts";
import { encodeTarget, type TargetRequest } from "./encode/encode-target.ts";
import type { EncodedSource } from "./encode/encoded-source.ts";
import { FeatureStore } from "./encode/feature-store.ts";
import { fulfilSources } from "./encode/fulfil-sources.ts";
import type { FulfilContext } from "./fulfil/context.ts";
import { evaluateGraph, type PlainGraph } from "./graph/evaluate-graph.ts";
import type { Manifest } from "./manifest.ts";
import { type Answer, answersOf } from "./predict/answers.ts";
import { type ForwardInput, type ForwardOutputs, forward } from "./predict/forward.ts";
import type { SessionPool } from "./session/session-pool.ts";
import { type FinishRequest, finishModel } from "./train/finish-model.ts";
import type { TrainJob } from "./train/train-job.ts";
import { type TrainedModel, trainModel } from "./train/train-model.ts";

export interface Engine {
  /** Versions of what computes, part of every content key. */
  readonly versions: { readonly [name: string]: string };
  encoded(key: string): Promise<EncodedSource>;
  /** The answers of a dataset, as an encode step would leave them. */
  target(request: Omit<TargetRequest, "versions">): Promise<EncodedSource>;
  /** What a graph without weights gives for rows. */
  evaluate(graph: PlainGraph): Promise<ForwardOutputs>;
  /** Every source of a model for the rows of another table. */
  fulfil(
    manifest: Manifest,
    table: Table,
    hooks: Pick<FulfilContext, "signal" | "progress" | "issue">,
  ): Promise<{ readonly [source: string]: RowArrays }>;
  train(job: TrainJob, node: string): Promise<TrainedModel>;
  finish(request: Omit<FinishRequest, "storage" | "versions">): Promise<{ manifest: Manifest; blob: string }>;
  manifest(blob: string): Promise<Manifest>;
  forward(manifest: Manifest, input: ForwardInput): Promise<ForwardOutputs>;
  answers(manifest: Manifest, outputs: ForwardOutputs, rows: number): Answer[];
}

export function makeEngine(storage: Storage, sessions: SessionPool, versions: Engine["versions"]): Engine {
  const context: FulfilContext = {
    storage,
    session: (blob) => sessions.session(blob),
    features: (recipe, width) => FeatureStore.open(storage, recipe, width),
  };
  return {
    versions,
    target: (request) => encodeTarget({ ...request, versions }, context),
    evaluate: evaluateGraph,
    fulfil: (manifest, table, hooks) => fulfilSources(manifest, table, { ...context, ...hooks }),
    async encoded(key) {
      const encoded = await readEncoded({ storage }, key);
      if (encoded === null) throw new Error(`encode step ${key} has no arrays`);
      return encoded;
    },
    train: trainModel,
    finish: (request) => finishModel({ ...request, storage, versions }),
    async manifest(blob) {
      return JSON.parse(new TextDecoder().decode(await storage.readBytes(blob)));
    },
    async forward(manifest, input) {
      return forward(await sessions.session(manifest.graph), manifest, input);
    },
    answers: (manifest, outputs, rows) => answersOf(manifest.head, outputs, rows),
  };
}
