/** Where a card and its ports stand, known before it is drawn: wires need it, also of cards that never are. */
import { type Node, type NodeHandle, Position } from "@xyflow/react";
import { guessedHeight, portBox } from "../graph/card-layout.ts";
import type { NodeView } from "../graph/node-view.ts";
import type { Box } from "../graph/wire-path.ts";

export type CardFrame = Pick<Node, "initialWidth" | "initialHeight"> & { readonly handles?: NodeHandle[] };

const frames = new WeakMap<NodeView, CardFrame>();
const NONE: CardFrame = {};

/** The same object for the same view. */
export function cardFrame(view: NodeView | undefined): CardFrame {
  if (view === undefined) return NONE;
  const known = frames.get(view);
  if (known !== undefined) return known;
  const frame = frameOf(view);
  frames.set(view, frame);
  return frame;
}

function frameOf({ width, rows, inputs, outputs }: NodeView): CardFrame {
  return {
    initialWidth: width,
    initialHeight: guessedHeight(rows),
    handles: [
      ...inputs.map(({ id, row }) => ({
        ...portBox("input", { row, width }),
        id,
        type: "target" as const,
        position: Position.Left,
      })),
      ...outputs.map(({ id, row }) => ({
        ...portBox("output", { row, width }),
        id,
        type: "source" as const,
        position: Position.Right,
      })),
    ],
  };
}

/** As measured, or as guessed while it has never been drawn. */
export function cardBox({ position, measured, initialWidth = 0, initialHeight = 0 }: Node): Box {
  const { width = initialWidth, height = initialHeight } = measured ?? {};
  return { x: position.x, y: position.y, width, height };
}
