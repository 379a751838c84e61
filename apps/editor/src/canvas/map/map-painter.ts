/** Paints the map on a canvas, once a frame at most. */
import type { Box, Point } from "../graph/wire-path.ts";
import { FrameOnce } from "../paint/frame-once.ts";
import { readColours } from "../paint/read-colours.ts";

export interface Mapped {
  readonly cards: readonly Box[];
  /** The part of the drawing that the canvas shows. */
  readonly view: Box;
}

/** Pixels of the map, and the room it keeps free around the drawing. */
export const MAP_SIZE = { width: 200, height: 150 } as const;
const ROOM = 10;

const COLOURS = {
  card: "var(--line-2)",
  veil: "color-mix(in srgb, var(--paper) 72%, transparent)",
} as const;

export class MapPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #mapped: () => Mapped;
  readonly #frame = new FrameOnce(() => this.paint());
  #colours: { readonly [C in keyof typeof COLOURS]: string } | null = null;
  #scale = 1;
  #corner: Point = { x: 0, y: 0 };

  constructor(canvas: HTMLCanvasElement, mapped: () => Mapped) {
    this.#canvas = canvas;
    this.#mapped = mapped;
    canvas.width = MAP_SIZE.width * devicePixelRatio;
    canvas.height = MAP_SIZE.height * devicePixelRatio;
  }

  changed(): void {
    this.#frame.ask();
  }

  recolour(): void {
    this.#colours = null;
    this.changed();
  }

  close(): void {
    this.#frame.cancel();
  }

  /** The place of the drawing at a place of the map, in pixels from its corner. */
  placeAt(x: number, y: number): Point {
    return { x: x / this.#scale + this.#corner.x, y: y / this.#scale + this.#corner.y };
  }

  paint(): void {
    const to = this.#canvas.getContext("2d");
    if (to === null) return;
    this.#colours ??= readColours(this.#canvas, COLOURS);
    const { cards, view } = this.#mapped();
    this.#fit(boundsOf([...cards, view]));
    const scale = this.#scale * devicePixelRatio;
    to.resetTransform();
    to.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    to.setTransform(scale, 0, 0, scale, -this.#corner.x * scale, -this.#corner.y * scale);
    to.fillStyle = this.#colours.card;
    to.beginPath();
    for (const { x, y, width, height } of cards) to.rect(x, y, width, height);
    to.fill();
    to.fillStyle = this.#colours.veil;
    to.beginPath();
    const { width, height } = MAP_SIZE;
    to.rect(this.#corner.x, this.#corner.y, width / this.#scale, height / this.#scale);
    to.rect(view.x, view.y, view.width, view.height);
    to.fill("evenodd");
  }

  #fit({ x, y, width, height }: Box): void {
    const free = { width: MAP_SIZE.width - 2 * ROOM, height: MAP_SIZE.height - 2 * ROOM };
    this.#scale = Math.min(free.width / Math.max(width, 1), free.height / Math.max(height, 1));
    this.#corner = {
      x: x + width / 2 - MAP_SIZE.width / 2 / this.#scale,
      y: y + height / 2 - MAP_SIZE.height / 2 / this.#scale,
    };
  }
}

function boundsOf(boxes: readonly Box[]): Box {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
