/** Parameters, and the ways their first values are drawn. */
import type { Value } from "./value.ts";

/**
 * How a parameter begins. For `glorot` (Glorot & Bengio 2010, uniform ±√(6/(in+out))) and `he` (He et al. 2015,
 * normal with variance 2/in) the fans follow from the dimensions: [in, out] matrices, [out, in/groups, …] kernels.
 */
export type Init =
  | { readonly kind: "zeros" }
  | { readonly kind: "ones" }
  | { readonly kind: "constant"; readonly value: number }
  /** Normal with this standard deviation, cut at two of them. */
  | { readonly kind: "truncatedNormal"; readonly std: number }
  | { readonly kind: "glorot" }
  | { readonly kind: "he" }
  | { readonly kind: "values"; readonly data: Float32Array };

export interface ParameterOptions {
  /** Whether weight decay applies. Default: true for tensors of rank ≥ 2. */
  readonly decay?: boolean;
  /** Multiplies the learning rate of this parameter. Default 1. */
  readonly rateScale?: number;
  /** False for weights that gradients never change. Default true. */
  readonly trainable?: boolean;
}

export interface ParameterSpec {
  readonly name: string;
  readonly dims: readonly number[];
  readonly init: Init;
  readonly decay: boolean;
  readonly rateScale: number;
  readonly trainable: boolean;
}

export interface Parameter extends ParameterSpec {
  readonly value: Value;
}

/** A float32 input that the training loop draws anew for every step, from (seed, key, step). */
export type RandomSpec = RandomInput &
  (
    | {
        /** Dropout: 0 where a number is dropped, 1/keep where it is kept. */
        readonly kind: "mask";
        readonly keep: number;
      }
    /** Evenly spread over [0, 1). */
    | { readonly kind: "uniform" }
  );

interface RandomInput {
  readonly name: string;
  readonly dims: readonly number[];
  /** Goes into the name of the random stream, so that every input draws its own numbers. */
  readonly key: string;
}
