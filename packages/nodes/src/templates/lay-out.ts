/**
 * Places cards so that data flows left to right. A long pipeline is folded into bands, one under the other, so that it
 * fits a screen at a size that can be read.
 */
import type { Wire } from "@fuseline/schema";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Card {
  readonly id: string;
  /** Pixels at 100 %. */
  readonly width: number;
  readonly height: number;
}

/** Room for the shape that stands on a wire, for the turn of a wire, and for the way back between bands. */
const BETWEEN_COLUMNS = 68;
const BETWEEN_CARDS = 32;
const BETWEEN_BANDS = 72;
const GRID = 4;
/** Width to height of the part of a screen that a canvas gets. */
const SCREEN = 1.65;

/** A band shorter than this would not read as a line. */
const FEWEST_COLUMNS = 3;

const TALLEST = 3;

type Ends = Pick<Wire, "from" | "to">;

/** @param cards in the order in which cards of one column stand where the wires do not decide */
export function layOut(cards: readonly Card[], wires: readonly Ends[]): ReadonlyMap<string, Place> {
  const before = predecessors(cards, wires);
  const columns = columnsOf(cards, before);
  const bands = fold(columns);
  const places = new Map<string, Place>();
  let top = 0;
  for (const band of bands) {
    let x = 0;
    for (const column of band) {
      placeColumn(column, { x, top, before, places });
      x += widthOf(column) + BETWEEN_COLUMNS;
    }
    const inBand = band.flat();
    const [highest, lowest] = extent(inBand, places);
    for (const { id } of inBand) move(places, id, top - highest);
    top += lowest - highest + BETWEEN_BANDS;
  }
  return places;
}

function predecessors(
  cards: readonly Card[],
  wires: readonly Ends[],
): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, string[]>(cards.map(({ id }) => [id, []]));
  for (const { from, to } of wires) if (before.has(from.node)) before.get(to.node)?.push(from.node);
  return before;
}

/** By the longest way from the data. */
function columnsOf(cards: readonly Card[], before: ReadonlyMap<string, readonly string[]>): Card[][] {
  const depths = new Map<string, number>();
  const depthOf = (id: string, seen: readonly string[]): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    // A document that is being drawn may be wrong; a circle must not hang the layout.
    const earlier = (before.get(id) ?? []).filter((other) => !seen.includes(other));
    const depth = earlier.reduce((most, other) => Math.max(most, depthOf(other, [...seen, id]) + 1), 0);
    depths.set(id, depth);
    return depth;
  };
  const columns: Card[][] = [];
  for (const card of cards) {
    const depth = depthOf(card.id, [card.id]);
    while (columns.length <= depth) columns.push([]);
    columns[depth]?.push(card);
  }
  return columns.flatMap(split);
}

/** A column of many cards becomes several: they do not depend on each other. */
function split(column: Card[]): Card[][] {
  const parts = Math.ceil(column.length / TALLEST);
  const size = Math.ceil(column.length / parts);
  return Array.from({ length: parts }, (_, part) => column.slice(part * size, (part + 1) * size));
}

const widthOf = (column: readonly Card[]): number => Math.max(...column.map(({ width }) => width));
const heightOf = (column: readonly Card[]): number =>
  column.reduce((sum, { height }) => sum + height + BETWEEN_CARDS, -BETWEEN_CARDS);

/** As many bands as make the whole most like a screen. */
function fold(columns: readonly Card[][]): Card[][][] {
  let best = { bands: [[...columns]], misfit: Number.POSITIVE_INFINITY };
  for (let count = 1; count <= Math.max(1, Math.floor(columns.length / FEWEST_COLUMNS)); count += 1) {
    const size = Math.ceil(columns.length / count);
    const bands = Array.from({ length: Math.ceil(columns.length / size) }, (_, band) =>
      columns.slice(band * size, (band + 1) * size),
    );
    const width = Math.max(
      ...bands.map((band) => band.reduce((sum, column) => sum + widthOf(column) + BETWEEN_COLUMNS, 0)),
    );
    const height = bands.reduce((sum, band) => sum + Math.max(...band.map(heightOf)) + BETWEEN_BANDS, 0);
    const misfit = Math.abs(Math.log(width / height / SCREEN));
    if (misfit < best.misfit) best = { bands, misfit };
  }
  return best.bands;
}

interface ColumnPlace {
  readonly x: number;
  readonly top: number;
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly places: Map<string, Place>;
}

/** Beside what it comes from, where that is in the same band, so that wires run straight. */
function placeColumn(column: readonly Card[], { x, top, before, places }: ColumnPlace): void {
  const wished = column.map((card) => {
    const tops = (before.get(card.id) ?? []).flatMap((id) => {
      const place = places.get(id);
      return place === undefined || place.x >= x || place.y < top - 400 ? [] : [place.y];
    });
    return { card, y: tops.length === 0 ? top : tops.reduce((sum, y) => sum + y, 0) / tops.length };
  });
  const order = [...wished].sort((a, b) => a.y - b.y);
  const mean = order.reduce((sum, { y }) => sum + y, 0) / order.length;
  let y = order.length === 1 ? mean : mean - heightOf(column) / 2 + (order[0]?.card.height ?? 0) / 2;
  for (const { card } of order) {
    places.set(card.id, { x, y: Math.round(y / GRID) * GRID });
    y += card.height + BETWEEN_CARDS;
  }
}

function extent(cards: readonly Card[], places: ReadonlyMap<string, Place>): readonly [number, number] {
  const tops = cards.map(({ id }) => places.get(id)?.y ?? 0);
  const bottoms = cards.map(({ id, height }) => (places.get(id)?.y ?? 0) + height);
  return [Math.min(...tops), Math.max(...bottoms)];
}

function move(places: Map<string, Place>, id: string, down: number): void {
  const place = places.get(id);
  if (place !== undefined) places.set(id, { x: place.x, y: place.y + down });
}
