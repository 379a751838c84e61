/** The line of a wire: horizontal and vertical pieces with rounded corners, led around the cards in its way. */

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const RADIUS = 9;
/** A wire leaves and enters a port straight for at least this long. */
const STUB = 14;
/** Room between a wire and the cards it passes. */
const CLEARANCE = 14;

export interface WireEnds {
  readonly from: Point;
  readonly to: Point;
  /** Moves the vertical piece, so that wires from one card do not lie on each other. */
  readonly lane: number;
}

/** Corner points from port to port; of the ways considered, the one that crosses the fewest cards and is shortest. */
export function routeWire({ from, to, lane }: WireEnds, cards: readonly Box[]): readonly Point[] {
  const bounds = boundsOf(from, to);
  const near = cards.filter((card) => meets(card, bounds));
  const candidates = [...forward(from, to, lane), ...around({ from, to, lane }, near)];
  const scored = candidates.map((points) => ({ points, cost: costOf(points, near) }));
  scored.sort((a, b) => a.cost - b.cost);
  return scored[0]?.points ?? [from, to];
}

function forward(from: Point, to: Point, lane: number): Point[][] {
  if (to.x - from.x < 2 * STUB) return [];
  if (Math.abs(to.y - from.y) < 1) return [[from, to]];
  const early = Math.min(from.x + STUB + 4 + lane, to.x - STUB);
  const late = Math.max(to.x - STUB - 4 - lane, from.x + STUB);
  const middle = Math.min(Math.max((from.x + to.x) / 2 + lane, from.x + STUB), to.x - STUB);
  return [middle, early, late].map((x) => [from, { x, y: from.y }, { x, y: to.y }, to]);
}

/** Out to the right, along a free height, in from the left. */
function around({ from, to, lane }: WireEnds, cards: readonly Box[]): Point[][] {
  const out = from.x + STUB + 4 + lane;
  const into = to.x - STUB - 4 - lane;
  const heights = new Set([Math.round((from.y + to.y) / 2)]);
  for (const { y, height } of cards) {
    heights.add(y - CLEARANCE - lane);
    heights.add(y + height + CLEARANCE + lane);
  }
  return [...heights].map((y) => [
    from,
    { x: out, y: from.y },
    { x: out, y },
    { x: into, y },
    { x: into, y: to.y },
    to,
  ]);
}

/** Where a wire between two places may run. */
export function boundsOf(from: Point, to: Point): Box {
  const [left, right] = [Math.min(from.x, to.x) - 40, Math.max(from.x, to.x) + 40];
  const [top, bottom] = [Math.min(from.y, to.y) - 260, Math.max(from.y, to.y) + 260];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function meets(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** In pixels; crossing a card costs as much as a long way, a corner a little. */
function costOf(points: readonly Point[], cards: readonly Box[]): number {
  let cost = 24 * (points.length - 2);
  for (const [place, point] of points.entries()) {
    const next = points[place + 1];
    if (next === undefined) break;
    cost += Math.abs(next.x - point.x) + Math.abs(next.y - point.y);
    const piece = {
      x: Math.min(point.x, next.x) + 2,
      y: Math.min(point.y, next.y) - 1,
      width: Math.abs(next.x - point.x) - 4,
      height: Math.abs(next.y - point.y) + 2,
    };
    cost += 3000 * cards.filter((card) => meets(card, piece)).length;
  }
  return cost;
}

/** SVG path through the corner points with rounded corners. */
export function wirePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x},${first.y}`;
  let previous = first;
  for (const [place, point] of rest.entries()) {
    const next = rest[place + 1];
    if (next === undefined) {
      path += `L${point.x},${point.y}`;
      break;
    }
    const radius = Math.min(RADIUS, distance(previous, point) / 2, distance(point, next) / 2);
    const [a, b] = [towards(point, previous, radius), towards(point, next, radius)];
    path += `L${a.x},${a.y}Q${point.x},${point.y} ${b.x},${b.y}`;
    previous = point;
  }
  return path;
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, length: number): Point {
  return {
    x: from.x + Math.sign(to.x - from.x) * length,
    y: from.y + Math.sign(to.y - from.y) * length,
  };
}

/** The middle of the longest horizontal piece: where the label stands. */
export function labelPlace(points: readonly Point[]): Point & { readonly room: number } {
  let best = { x: 0, y: 0, room: 0 };
  for (const [place, point] of points.entries()) {
    const next = points[place + 1];
    if (next === undefined || next.y !== point.y) continue;
    const room = Math.abs(next.x - point.x);
    if (room > best.room) best = { x: (point.x + next.x) / 2, y: point.y, room };
  }
  return best;
}
