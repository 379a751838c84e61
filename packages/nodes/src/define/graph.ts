/**
 * What graph-stage implementations see: features in, features out, on an autograd builder. Pure: no Node, no files,
 * so the same training graph can be built in a browser.
 */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { FittedFeed, NumberTargetInfo } from "@fuseline/runtime";
import type { Fields, ParamsOf } from "@fuseline/schema";
import type { Inputs, Outputs, TypedDefinition } from "./node.ts";

/** Vectors for rows. `value`: [B, D], [B, L, D] or [B, K, H, W]; `presence`: [B], 1 where the cell is there. */
export interface Feature {
  readonly type: "feature";
  readonly shape: "embedding" | "sequence" | "map";
  readonly value: Value;
  readonly presence: Value;
  /** Sequences: [B, L] float32, 1 for real tokens. */
  readonly mask?: Value;
  /** The model learns to do without it (modality dropout). */
  readonly optional?: boolean;
  /** Its numbers are comparable as they are: nobody should bring them to equal spread. */
  readonly scaled?: boolean;
  /** Names of the source columns it was made from; for ablation and the fusion shares. */
  readonly columns: readonly string[];
}
/** Unnormalised scores [B, C]; `target` int64 [B] (class index), absent outside training and evaluation. */
export interface Logits {
  readonly type: "logits";
  readonly value: Value;
  readonly labels: readonly string[];
  readonly counts: readonly number[];
  readonly target?: Value;
  readonly abstain: number;
  /** [B]: 0 where the answer rests on nothing. */
  readonly presence?: Value;
  /** Name of the answer's column. */
  readonly column: string;
  readonly toleratesMissing: boolean;
}
/** Predicted numbers [B, T] in standardised units; `target` [B, T] likewise. */
export interface NumberPrediction {
  readonly type: "value";
  readonly value: Value;
  readonly info: NumberTargetInfo;
  readonly target?: Value;
  readonly presence?: Value;
  readonly toleratesMissing: boolean;
}
/** Two normalised embeddings [B, D]; S = exp(logScale)·a·bᵀ + bias. `key` int64 [B]: equal keys are pairs too. */
export interface Pairs {
  readonly type: "pairs";
  readonly a: Value;
  readonly b: Value;
  readonly logScale: Value;
  readonly presence: Value;
  readonly key?: Value;
  /** Columns that each side was made from. */
  readonly columnsA: readonly string[];
  readonly columnsB: readonly string[];
}
export type Prediction = Logits | NumberPrediction | Pairs;
/** Scalar loss, per-row losses [B], and the prediction it was computed from. */
export interface LossOutput {
  readonly type: "loss";
  readonly value: Value;
  readonly perRow: Value;
  readonly prediction: Prediction;
  /** False in serving graphs, where the truth is not known and the loss means nothing. */
  readonly supervised: boolean;
}
export type GraphValue = Feature | Prediction | LossOutput;

export interface GraphContext<P extends Fields, I extends Inputs, S extends string> {
  readonly params: ParamsOf<P>;
  readonly inputs: { readonly [K in keyof I]: readonly GraphValue[] };
  readonly sources: { readonly [K in S]: FittedFeed };
  /** False in serving graphs: dropout off, no targets, symbolic batch. */
  readonly training: boolean;
  /** float32 [B]: 0 for the rows that pad the last batch. Training only; ones when serving. */
  readonly rowWeight: Value;
}

export type GraphBuild<P extends Fields, I extends Inputs, O extends Outputs, S extends string> = (
  g: GraphBuilder,
  context: GraphContext<P, I, S>,
) => { readonly [K in keyof O]?: GraphValue };

export interface GraphImplementation {
  readonly kind: string;
  build(
    g: GraphBuilder,
    context: GraphContext<Fields, Inputs, string>,
  ): { readonly [port: string]: GraphValue | undefined };
}

/** Binds a graph-stage definition to the code that builds it. A wrong output or parameter name does not compile. */
export function implement<P extends Fields, I extends Inputs, O extends Outputs, S extends string>(
  definition: TypedDefinition<P, I, O, S>,
  build: GraphBuild<P, I, O, S>,
): GraphImplementation {
  return { kind: definition.kind, build: build as unknown as GraphImplementation["build"] };
}
