/** Convolution over blocked maps by ONNX Runtime's direct kernels, forwards and for both gradients. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { blockedInputGradient } from "./input-gradient.ts";
import { forwardKernels } from "./kernels.ts";
import { asBlocked, asMap, isBlocked } from "./map.ts";
import { blockedWeightGradient } from "./weight-gradient.ts";

export interface BlockedConvolution {
  readonly stride: number;
  /** Zeros around the map, on every side; fewer than the kernel is long. */
  readonly pad: number;
}

/** Whether the runtime has direct kernels here for this many channels: into whole blocks, from whole ones or from few. */
export function canConvolveBlocked(
  { channelBlock: block }: GraphBuilder,
  { inside, out }: { readonly inside: number; readonly out: number },
): boolean {
  return block > 0 && out % block === 0 && (inside < block || inside % block === 0);
}

/** x [B, in/b, H, W, b], or [B, in, H, W] with in < b, by kernels w [out, in, h, w] → [B, out/b, H′, W′, b]. */
export function convolveBlocked(
  g: GraphBuilder,
  x: Value,
  w: Value,
  { stride, pad }: BlockedConvolution,
): Value {
  if (isBlocked(x) !== w.size(1) >= g.channelBlock) throw new Error(`${x} is not laid out for ${w}.`);
  const attributes = {
    kernel_shape: [w.size(2), w.size(3)],
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
  };
  const build = (): Value =>
    asBlocked(g, g.apply("NchwcConv", [asMap(g, x), forwardKernels(g, w)], attributes));
  return g.withGradient([x, w], build, ({ dy, needs }) => {
    const convolved = { x, w, dy, stride, pad };
    return [
      needs[0] ? blockedInputGradient(g, convolved) : null,
      needs[1] ? blockedWeightGradient(g, convolved) : null,
    ];
  });
}
