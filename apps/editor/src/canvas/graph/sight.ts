/** What of a drawing has to be drawn in full: cards that are in view, near enough to be read. */
import { type Box, meets } from "./wire-path.ts";

export interface Sight {
  /** From so far away that nothing on a card can be read but its title. */
  readonly far: boolean;
  /** The part of the drawing in view, with room around it; null before the canvas has a size. */
  readonly region: Box | null;
}

export interface View {
  readonly width: number;
  readonly height: number;
  /** Where the drawing's corner lies on the canvas, and the zoom. */
  readonly transform: readonly [number, number, number];
}

/** Share at which the small print of a card is no longer legible. */
const LEGIBLE = 0.34;
/** Pixels on the screen: the region changes in steps, so that moving within one asks for nothing new. */
const STEP = 240;
const ROOM = 240;

export function sightOf(view: View): Sight {
  const zoom = view.transform[2];
  const { x, y, width, height } = inView(view);
  const [step, room] = [STEP / zoom, ROOM / zoom];
  const [left, top] = [floorTo(x - room, step), floorTo(y - room, step)];
  const [right, bottom] = [floorTo(x + width + room, step) + step, floorTo(y + height + room, step) + step];
  const region = width === 0 ? null : { x: left, y: top, width: right - left, height: bottom - top };
  return { far: zoom < LEGIBLE, region };
}

/** The part of the drawing that the canvas shows. */
export function inView({ width, height, transform: [x, y, zoom] }: View): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;

export function sameSight(a: Sight, b: Sight): boolean {
  if (a.far !== b.far || a.region === null || b.region === null)
    return a.far === b.far && a.region === b.region;
  return (["x", "y", "width", "height"] as const).every((side) => a.region?.[side] === b.region?.[side]);
}

/** So few cards are drawn in full wherever they are. */
const FEW = 100;

/** Ids of the cards to draw in full. */
export function cardsInSight(cards: ReadonlyMap<string, Box>, { far, region }: Sight): ReadonlySet<string> {
  if (far) return new Set();
  if (cards.size <= FEW) return new Set(cards.keys());
  if (region === null) return new Set();
  return new Set([...cards].filter(([, box]) => meets(box, region)).map(([id]) => id));
}
