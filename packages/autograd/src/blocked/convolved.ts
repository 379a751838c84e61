/** What the two gradients of a blocked convolution read. */
import type { Value } from "../ir/value.ts";

/** y = x by w, and the gradient that reached y. */
export interface BlockedConvolved {
  /** [B, in/b, H, W, b], or [B, in, H, W] with in < b */
  readonly x: Value;
  /** [out, in, h, w] */
  readonly w: Value;
  /** [B, out/b, H′, W′, b] */
  readonly dy: Value;
  readonly stride: number;
  readonly pad: number;
}
