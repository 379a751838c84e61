/** Lays the cards out anew, as one edit that can be undone. */
import { layOut } from "@fuseline/nodes/templates";
import type { Operation, PipelineDocument } from "@fuseline/schema";
import { cardHeight } from "../graph/card-height.ts";
import type { NodeViews } from "../graph/node-view.ts";

export interface Tidied {
  readonly document: PipelineDocument;
  readonly views: NodeViews;
  /** Pixels at 100 %, as drawn now: an error may make a card taller than it is expected to be. */
  readonly heights: ReadonlyMap<string, number>;
}

export function tidy({ document, views, heights }: Tidied): Operation {
  const cards = Object.values(views).map((view) => ({
    id: view.id,
    width: view.width,
    height: Math.max(cardHeight(view), heights.get(view.id) ?? 0),
  }));
  const places = layOut(cards, Object.values(document.wires));
  return {
    op: "batch",
    operations: [...places].map(([id, { x, y }]): Operation => ({ op: "move-node", id, position: { x, y } })),
  };
}
