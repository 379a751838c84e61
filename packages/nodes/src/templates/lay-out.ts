/** A first layout: columns by the longest way from the data, left to right, on a 200 px grid. */
import type { Wire } from "@fuseline/schema";

const GRID = 200;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** @param ids in the order in which nodes of one column stand, top to bottom */
export function layOut(ids: readonly string[], wires: readonly Wire[]): ReadonlyMap<string, Place> {
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const before = wires.filter((wire) => wire.to.node === id).map((wire) => depthOf(wire.from.node));
    const depth = before.length === 0 ? 0 : Math.max(...before) + 1;
    depths.set(id, depth);
    return depth;
  };
  const filled = new Map<number, number>();
  return new Map(
    ids.map((id) => {
      const depth = depthOf(id);
      const row = filled.get(depth) ?? 0;
      filled.set(depth, row + 1);
      return [id, { x: depth * GRID, y: row * GRID }];
    }),
  );
}
