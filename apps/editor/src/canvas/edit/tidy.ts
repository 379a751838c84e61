/** Lays the cards out anew, as one edit that can be undone. */
import { layOut } from "@fuseline/nodes/templates";
import type { Operation, PipelineDocument } from "@fuseline/schema";

export interface CardSize {
  readonly width: number;
  readonly height: number;
}

const UNMEASURED: CardSize = { width: 180, height: 190 };

export function tidy(document: PipelineDocument, sizes: ReadonlyMap<string, CardSize>): Operation {
  const ids = Object.keys(document.nodes);
  const cards = ids.map((id) => ({ id, ...(sizes.get(id) ?? UNMEASURED) }));
  const places = layOut(cards, Object.values(document.wires));
  return {
    op: "batch",
    operations: ids.flatMap((id): Operation[] => {
      const position = places.get(id);
      return position === undefined
        ? []
        : [{ op: "move-node", id, position: { x: position.x, y: position.y } }];
    }),
  };
}
