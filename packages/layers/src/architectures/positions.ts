/** Learned positions of patches, seen on another grid than they were learned on. */
import type { Value } from "@fuseline/autograd";
import type { Checkpoint } from "./checkpoint.ts";

/** Keys' cubic convolution with a = −¾, as PyTorch's bicubic interpolation has it. */
const SHARPNESS = -0.75;

export interface PositionGrid {
  readonly prefixTokens: number;
  /** Patches along a side, as learned and as wanted. */
  readonly learned: number;
  readonly wanted: number;
}

/** positions [prefix + learned², D] → [prefix + wanted², D]; the same values where the grids are alike. */
export function resizedPositions(at: Checkpoint, positions: Value, grid: PositionGrid): Value {
  const { g } = at;
  const { prefixTokens, learned, wanted } = grid;
  if (learned === wanted) return positions;
  const width = positions.size(1);
  return at.nodes(() => {
    const [prefix, patches] =
      prefixTokens === 0 ? [null, positions] : g.split(positions, [prefixTokens, learned * learned], 0);
    if (patches === undefined) throw new Error("positions of patches are missing");
    const matrix = g.constant(cubicMatrix(learned, wanted), [wanted, learned]);
    // Rows first: [wanted, learned] · [learned, learned·D]; then columns, the same for every row.
    const rows = g.matmul(matrix, g.reshape(patches, [learned, learned * width]));
    const both = g.matmul(matrix, g.reshape(rows, [wanted, learned, width]));
    const resized = g.reshape(both, [wanted * wanted, width]);
    return prefix == null ? resized : g.concat([prefix, resized], 0);
  });
}

/** [wanted, learned] row by row: weights of the four neighbours of each place, the border repeated. */
export function cubicMatrix(learned: number, wanted: number): Float32Array {
  const matrix = new Float32Array(wanted * learned);
  for (let row = 0; row < wanted; row++) {
    const place = ((row + 0.5) * learned) / wanted - 0.5;
    const before = Math.floor(place);
    for (let step = -1; step <= 2; step++) {
      const column = Math.min(Math.max(before + step, 0), learned - 1);
      const index = row * learned + column;
      matrix[index] = (matrix[index] ?? 0) + cubic(Math.abs(place - before - step));
    }
  }
  return matrix;
}

/** (a + 2)x³ − (a + 3)x² + 1 up to 1, then ax³ − 5ax² + 8ax − 4a up to 2 (Keys 1981). */
function cubic(x: number): number {
  const a = SHARPNESS;
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}
