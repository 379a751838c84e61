/** A small map of the whole, shown only while a part of it is out of view. */
import { type ReactFlowState, useStore } from "@xyflow/react";
import { DrawingMap } from "./drawing-map.tsx";

export function WhenNeededMap() {
  return useStore(partIsHidden) ? <DrawingMap /> : null;
}

/** Pixels of a card that may stick out before it counts as hidden. */
const SLACK = 24;

function partIsHidden({ nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [left, top, zoom] = transform;
  for (const { internals, measured } of nodeLookup.values()) {
    const { x, y } = internals.positionAbsolute;
    const [right, bottom] = [x + (measured.width ?? 0), y + (measured.height ?? 0)];
    if (x * zoom + left < -SLACK || y * zoom + top < -SLACK) return true;
    if (right * zoom + left > width + SLACK || bottom * zoom + top > height + SLACK) return true;
  }
  return false;
}
