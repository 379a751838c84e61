/** What every pretrained encoder says of itself, takes and gives, whatever its architecture. */
import type { GraphBuilder, ParameterOptions, Value } from "@fuseline/autograd";
import type { PoolKind } from "../pool.ts";

/** Where a parameter belongs: before the first block, in block 0 … blocks − 1, or after the last. */
export type Block = "stem" | number | "head";

export interface EncoderParameter {
  /** The name in the checkpoint, such as `encoder.layer.3.attention.self.query.weight`. */
  readonly name: string;
  readonly block: Block;
  readonly dims: readonly number[];
}

/** A dense layer while it is built: y = xWᵀ + b. */
export interface DenseLayer {
  /** The name in the checkpoint without `.weight`. */
  readonly name: string;
  readonly block: Block;
  readonly x: Value;
  readonly y: Value;
}

export interface BuildOptions {
  /** First values by name in the checkpoint; the others are drawn. */
  readonly weights?: ReadonlyMap<string, Float32Array>;
  /** How each parameter is learnt; what is frozen gets `{ trainable: false }`. */
  readonly parameter?: (parameter: EncoderParameter) => ParameterOptions;
  /** Adds to the output of dense layers, such as LoRA does; returns y itself for the others. */
  readonly adapt?: (g: GraphBuilder, layer: DenseLayer) => Value;
  /** Training graphs: share of the numbers dropped from what each part of a block adds. Default 0. */
  readonly dropout?: number;
  /** Training graphs: share of rows for which the last block adds nothing (Huang 2016); less in earlier ones. */
  readonly stochasticDepth?: number;
  /** Batch normalisation by the stored statistics (default), or by the batch's in training graphs. */
  readonly batchNorm?: "frozen" | "batch";
  /** [B], with batch statistics: rows of weight 0 pad the batch. */
  readonly rowWeight?: Value;
  /** How a text encoder without a vector of its own pools its tokens. Default "mean". */
  readonly pooling?: PoolKind;
}

export interface EncoderOutputs {
  /** The model's vector for a row: [B, width]. */
  readonly pooled: Value;
  /** Tokens, patches or cells: [B, L, D]. */
  readonly tokens: Value;
  /** [B, L], 1 at real positions; null where all are. */
  readonly mask: Value | null;
  /** Class tokens before the patches. */
  readonly prefixTokens: number;
  readonly parameters: readonly EncoderParameter[];
}

interface EncoderFacts {
  readonly modelType: string;
  /** Size of the pooled vector. */
  readonly width: number;
  /** How many blocks parameters are counted in. */
  readonly blocks: number;
}

export interface TextInputs {
  /** int64 [B, L] */
  readonly ids: Value;
  /** float32 [B, L]: 1 at real positions. */
  readonly mask: Value;
  /** int64 [B, L]: which of two texts a token is of; absent: the first. */
  readonly types?: Value | undefined;
}

export interface TextEncoder extends EncoderFacts {
  readonly modality: "text";
  readonly maxTokens: number;
  readonly takesTypes: boolean;
  /** Learned a vector of its own for a text; else `pooled` is made of its tokens as `pooling` says. */
  readonly ownVector: boolean;
  /** Batch and length may be symbolic in serving graphs. */
  build(g: GraphBuilder, inputs: TextInputs, options?: BuildOptions): EncoderOutputs;
}

export interface ImageEncoder extends EncoderFacts {
  readonly modality: "image";
  /** Side of the pictures it was trained on. */
  readonly size: number;
  /** @param pixels float32 [B, 3, S, S], prepared as the model wants; only the batch may be symbolic */
  build(g: GraphBuilder, pixels: Value, options?: BuildOptions): EncoderOutputs;
}

export type Encoder = TextEncoder | ImageEncoder;

/** What an architecture computes, before its parameters are listed. */
export type Computed = Omit<EncoderOutputs, "parameters">;
