/**
 * Stochastic depth (Huang et al. 2016): for some rows a residual block adds nothing while the network learns, in later
 * blocks for more of them. What is kept is scaled up, so that nothing changes outside training graphs.
 */
import type { GraphBuilder, Value } from "@fuseline/autograd";

export interface BlockPlace {
  /** Share of rows for which the last block adds nothing, below 1. */
  readonly share: number;
  /** Counted from 0. */
  readonly block: number;
  readonly blocks: number;
}

/**
 * @param branch [B, …], what block `block` adds to its input
 * @returns branch·m/(1 − p) with m drawn for each row and p = share·(block + 1)/blocks
 */
export function stochasticDepth(g: GraphBuilder, branch: Value, { share, block, blocks }: BlockPlace): Value {
  if (!g.training || share === 0) return branch;
  const dims = branch.dims.map((_, axis) => (axis === 0 ? branch.size(0) : 1));
  const kept = 1 - (share * (block + 1)) / blocks;
  return g.mul(branch, g.randomMask("stochasticDepth", dims, kept));
}
