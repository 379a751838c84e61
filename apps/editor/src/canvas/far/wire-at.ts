/** The painted wire under a place of the drawing. */
import type { Point } from "../graph/wire-path.ts";
import type { FarWire } from "./far-scene.ts";

/** @param reach how far from its line a wire is still met, in the drawing's pixels */
export function wireAt(wires: readonly FarWire[], place: Point, reach: number): string | null {
  let nearest: string | null = null;
  let best = reach;
  for (const { id, points } of wires) {
    const away = distanceTo(points, place);
    if (away <= best) [nearest, best] = [id, away];
  }
  return nearest;
}

/** To a line of horizontal and vertical pieces. */
function distanceTo(points: readonly Point[], { x, y }: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [place, a] of points.entries()) {
    const b = points[place + 1];
    if (b === undefined) break;
    const across = Math.max(Math.min(a.x, b.x) - x, x - Math.max(a.x, b.x), 0);
    const down = Math.max(Math.min(a.y, b.y) - y, y - Math.max(a.y, b.y), 0);
    least = Math.min(least, Math.hypot(across, down));
  }
  return least;
}
