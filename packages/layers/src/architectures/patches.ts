/** Pictures as patch vectors: a convolution whose stride is its kernel, done as one product. */
import type { Value } from "@fuseline/autograd";
import type { Checkpoint } from "./checkpoint.ts";
import { ArchitectureRefused } from "./refusal.ts";

export interface PatchShape {
  readonly patch: number;
  readonly width: number;
  readonly bias: boolean;
}

/** pixels [B, K, S, S] → [B, (S/patch)², width]. @throws ArchitectureRefused when S is no multiple of the patch */
export function patchVectors(at: Checkpoint, pixels: Value, { patch, width, bias }: PatchShape): Value {
  const { g } = at;
  const [channels, side] = [pixels.size(1), pixels.size(2)];
  const grid = side / patch;
  if (!Number.isInteger(grid)) {
    const reason = `pictures of ${side} pixels cannot be cut into patches of ${patch}`;
    throw new ArchitectureRefused({ why: "weights", reason });
  }
  const kernel = at.tensor("weight", [width, channels, patch, patch]);
  const shift = bias ? at.tensor("bias", [width], { init: { kind: "zeros" } }) : null;
  return at.nodes(() => {
    const cut = g.transpose(
      g.reshape(pixels, [pixels.dim(0), channels, grid, patch, grid, patch]),
      [0, 2, 4, 1, 3, 5],
    );
    const size = channels * patch * patch;
    const rows = g.gemm(g.reshape(cut, [-1, size]), g.reshape(kernel, [width, size]), shift, {
      transB: true,
    });
    return g.reshape(rows, [pixels.dim(0), grid * grid, width]);
  });
}
