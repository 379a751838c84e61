/** Maps as sequences for MobileViT: cells that lie at the same place of their patches hear one another. */
import type { Value } from "@fuseline/autograd";
import type { Checkpoint } from "./checkpoint.ts";
import { ArchitectureRefused } from "./refusal.ts";

/** map [B, K, H, W] → [B·patch², H·W/patch², K]. @throws ArchitectureRefused when H is no multiple of the patch */
export function unfoldPatches(at: Checkpoint, map: Value, patch: number): Value {
  const { g } = at;
  const { batch, channels, rows, columns } = gridOf(map, patch);
  return at.nodes(() => {
    const cut = g.reshape(map, [batch, channels, rows, patch, columns, patch]);
    // Batch and place inside the patch first, then the patches.
    const ordered = g.transpose(cut, [0, 3, 5, 2, 4, 1]);
    return g.reshape(ordered, [-1, rows * columns, channels]);
  });
}

/** The way back, to the dimensions that `map` has. */
export function foldPatches(
  at: Checkpoint,
  sequences: Value,
  { map, patch }: { readonly map: Value; readonly patch: number },
): Value {
  const { g } = at;
  const { batch, channels, rows, columns } = gridOf(map, patch);
  return at.nodes(() => {
    const cut = g.reshape(sequences, [batch, patch, patch, rows, columns, channels]);
    return g.reshape(g.transpose(cut, [0, 5, 3, 1, 4, 2]), [batch, channels, rows * patch, columns * patch]);
  });
}

function gridOf(map: Value, patch: number) {
  const [height, width] = [map.size(2), map.size(3)];
  if (height % patch !== 0 || width % patch !== 0) {
    const reason = `a map of ${height} × ${width} cannot be cut into patches of ${patch}; take pictures of another size`;
    throw new ArchitectureRefused({ why: "weights", reason });
  }
  return { batch: map.dim(0), channels: map.size(1), rows: height / patch, columns: width / patch };
}
