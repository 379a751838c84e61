/**
 * Keeps the painting of a drawing seen from far away: painted with room around what is in view, then only shifted while
 * the paper is moved; painted anew once a frame at most, when something on it changes or its room is used up.
 */
import { inView, type View } from "../graph/sight.ts";
import { type Box, contains, meets } from "../graph/wire-path.ts";
import { FrameOnce } from "../paint/frame-once.ts";
import { type FarColours, farColours } from "./far-colours.ts";
import type { FarScene } from "./far-scene.ts";
import { paintFar } from "./paint-far.ts";

/** Pixels of room on each side. */
const ROOM = 400;

interface Painted {
  readonly region: Box;
  readonly zoom: number;
}

export class FarPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #scene: () => FarScene;
  readonly #view: () => View;
  #colours: FarColours | null = null;
  #painted: Painted | null = null;
  readonly #frame = new FrameOnce(() => this.paint());

  constructor(canvas: HTMLCanvasElement, scene: () => FarScene, view: () => View) {
    this.#canvas = canvas;
    this.#scene = scene;
    this.#view = view;
  }

  /** The view has moved: shifts what is painted, or has it painted anew. */
  move(): void {
    const view = this.#view();
    const painted = this.#painted;
    if (painted === null || painted.zoom !== view.transform[2] || !contains(painted.region, inView(view)))
      this.changed();
    else this.#place(painted);
  }

  /** Something that is painted has changed. */
  changed(): void {
    this.#painted = null;
    this.#frame.ask();
  }

  /** Other colours or another font. */
  recolour(): void {
    this.#colours = null;
    this.changed();
  }

  paint(): void {
    const view = this.#view();
    const to = this.#canvas.getContext("2d");
    if (to === null || view.width === 0) return;
    const zoom = view.transform[2];
    const { x, y, width, height } = inView(view);
    const room = ROOM / zoom;
    const region = { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
    const density = devicePixelRatio;
    this.#canvas.width = Math.ceil((view.width + 2 * ROOM) * density);
    this.#canvas.height = Math.ceil((view.height + 2 * ROOM) * density);
    const scale = zoom * density;
    to.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
    this.#colours ??= farColours(this.#canvas);
    paintFar(to, within(this.#scene(), region), this.#colours);
    this.#painted = { region, zoom };
    this.#place(this.#painted);
  }

  close(): void {
    this.#frame.cancel();
  }

  #place({ region }: Painted): void {
    const { width, height, transform } = this.#view();
    const [left, top, zoom] = transform;
    const { style } = this.#canvas;
    style.width = `${width + 2 * ROOM}px`;
    style.height = `${height + 2 * ROOM}px`;
    style.transform = `translate(${region.x * zoom + left}px, ${region.y * zoom + top}px)`;
  }
}

/** What lies in the region, wholly or in part. */
function within({ cards, wires }: FarScene, region: Box): FarScene {
  const { x, y, width, height } = region;
  const [right, bottom] = [x + width, y + height];
  return {
    cards: cards.filter((card) => meets(card, region)),
    wires: wires.filter(
      ({ points }) =>
        points.some((point) => point.x > x) &&
        points.some((point) => point.x < right) &&
        points.some((point) => point.y > y) &&
        points.some((point) => point.y < bottom),
    ),
  };
}
