/** Which wires have to be drawn as they are: the others are out of view, or painted all at once from far away. */
import type { Sight } from "./sight.ts";
import { type Box, boundsOf, meets } from "./wire-path.ts";

export interface DrawnWire {
  readonly source: string;
  readonly target: string;
  readonly selected?: boolean | undefined;
}

export interface Seen {
  readonly cards: ReadonlyMap<string, Box>;
  /** Cards that are drawn in full. */
  readonly shown: ReadonlySet<string>;
  /** Cards that are being dragged. */
  readonly moving: ReadonlySet<string>;
  readonly sight: Sight;
}

export function wiresInSight<W extends DrawnWire>(wires: readonly W[], seen: Seen): readonly W[] {
  const { cards, shown, moving, sight } = seen;
  if (!sight.far && shown.size === cards.size) return wires;
  const among = (ids: ReadonlySet<string>, { source, target }: W): boolean =>
    ids.has(source) || ids.has(target);
  return wires.filter(
    (wire) =>
      wire.selected === true || among(sight.far ? moving : shown, wire) || (!sight.far && passes(wire, seen)),
  );
}

/** Between two cards out of view a wire may still cross what is in view. */
function passes({ source, target }: DrawnWire, { cards, sight: { region } }: Seen): boolean {
  const [from, to] = [cards.get(source), cards.get(target)];
  if (region === null || from === undefined || to === undefined) return false;
  return meets(boundsOf({ x: from.x + from.width, y: from.y }, to), region);
}
