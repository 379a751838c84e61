/** How tall a card becomes once its preview and its state are there: what is not there yet has its room already. */
import { ROW } from "./card-layout.ts";
import type { NodeView } from "./node-view.ts";

/** Pixels: header, borders and the gap under the ports; the state; padding around a preview and its line of words. */
const HEADER = 46;
const STRIP = 25;
const PADDING = 14;
const COUNT = 18;
const NO_PREVIEW = 8;
/** Four thumbnails a row, with gaps of 3, inside the padding. */
const thumbnailOf = (width: number): number => (width - 31) / 4;

export function cardHeight({ width, rows, preview }: Pick<NodeView, "width" | "rows" | "preview">): number {
  return Math.ceil(HEADER + rows * ROW + bodyHeight(preview.show, width) + STRIP);
}

/** The tallest that a preview of its kind is drawn, such as with a line of words that takes two. */
function bodyHeight(show: NodeView["preview"]["show"], width: number): number {
  switch (show) {
    case "none":
      return NO_PREVIEW;
    case "rows":
      return 2 * thumbnailOf(width) + COUNT + PADDING;
    case "pictures":
      return thumbnailOf(width) + PADDING;
    case "words":
      return 56 + PADDING;
    case "curve":
      return 91;
    case "loss":
    case "metrics":
      return 65;
  }
}
