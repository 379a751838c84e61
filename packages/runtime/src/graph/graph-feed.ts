/** What a fulfilled source looks like inside a graph. Graph-stage node implementations import these types only. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

export interface NumberTargetInfo {
  readonly names: readonly string[];
  readonly log: readonly boolean[];
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

interface FeedBase {
  /** Names of the columns it was read from. */
  readonly columns: readonly string[];
}

/** How a ready encoder learns. */
export interface TuneOptions {
  /** Small matrices beside frozen weights; null where the weights themselves learn. */
  readonly lora: {
    readonly rank: number;
    readonly alpha: number;
    readonly targets: "attention" | "all";
  } | null;
  /** Multiplies the learning rate of the encoder's weights. */
  readonly rateScale: number;
  /** Multiplies it again for every block further from the head. */
  readonly layerDecay: number;
  /** Share of rows for which its last block adds nothing while it learns; less in earlier ones. */
  readonly stochasticDepth: number;
}

/** value [B, D], standardised as frozen vectors are, or [B, L, D] with a mask [B, L]. */
export interface TunedFeature {
  readonly value: Value;
  readonly mask: Value | null;
}

/** A ready encoder whose graph becomes part of this one; its weights belong to whoever builds it. */
export interface TunedEncoderFeed extends FeedBase {
  readonly kind: "encoder";
  readonly presence: Value;
  build(g: GraphBuilder, options: TuneOptions): TunedFeature;
}

export type FittedFeed = TunedEncoderFeed | PlainFeed;

type PlainFeed = FeedBase &
  (
    | { readonly kind: "vector"; readonly value: Value; readonly presence: Value }
    /** value float32 [B, L, D], mask float32 [B, L]. */
    | { readonly kind: "sequence"; readonly value: Value; readonly mask: Value; readonly presence: Value }
    /** float32 [B, 3, S, S], scaled to about zero mean and unit spread. */
    | { readonly kind: "pixels"; readonly value: Value; readonly presence: Value }
    /** ids int64 [B, L], mask float32 [B, L]. */
    | {
        readonly kind: "tokens";
        readonly ids: Value;
        readonly mask: Value;
        readonly presence: Value;
        readonly vocabulary: number;
      }
    /** numbers and missing float32 [B, n], categories int64 [B, m] with the number of names each may take. */
    | {
        readonly kind: "table";
        readonly numbers: Value | null;
        readonly missing: Value | null;
        readonly categories: Value | null;
        readonly cardinalities: readonly number[];
        readonly presence: Value;
      }
    /** value int64 [B]; absent in serving graphs, as are the other targets. */
    | {
        readonly kind: "class-target";
        readonly value?: Value;
        readonly labels: readonly string[];
        readonly counts: readonly number[];
      }
    /** value float32 [B, targets], standardised. */
    | { readonly kind: "number-target"; readonly value?: Value; readonly info: NumberTargetInfo }
    /** value int64 [B]. */
    | { readonly kind: "pair-key"; readonly value?: Value }
  );

/** What the head predicts, for the manifest; `output` names are keys of `BuiltGraph.outputs`. */
export type HeadDraft =
  | {
      readonly task: "classes";
      readonly output: string;
      readonly labels: readonly string[];
      readonly abstain: number;
      readonly target: string;
    }
  | { readonly task: "value"; readonly output: string; readonly info: NumberTargetInfo }
  | {
      readonly task: "pairs";
      readonly a: { readonly output: string; readonly columns: readonly string[] };
      readonly b: { readonly output: string; readonly columns: readonly string[] };
      readonly logScale: string;
    };

export interface BuiltGraph {
  /** Scalar and per-row [B] loss; absent in serving graphs. */
  readonly loss?: Value;
  readonly perRow?: Value;
  readonly outputs: { readonly [name: string]: Value };
  readonly head: HeadDraft;
  /** Every part may be missing: the endpoint accepts any subset. */
  readonly toleratesMissing: boolean;
}
