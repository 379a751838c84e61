/** Finds the boxes near a place without asking all of them: each is kept under every square of a grid that it meets. */
import { type Box, meets } from "./wire-path.ts";

/** Pixels: a little more than the height of a card. */
const SQUARE = 320;

export class BoxIndex {
  readonly #squares = new Map<string, Box[]>();

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) {
      for (const square of squaresOf(box)) {
        const there = this.#squares.get(square);
        if (there === undefined) this.#squares.set(square, [box]);
        else there.push(box);
      }
    }
  }

  /** The boxes that meet this one, each once. */
  near(area: Box): readonly Box[] {
    const found = new Set<Box>();
    for (const square of squaresOf(area)) {
      for (const box of this.#squares.get(square) ?? []) if (meets(box, area)) found.add(box);
    }
    return [...found];
  }
}

function* squaresOf({ x, y, width, height }: Box): Generator<string> {
  const [right, bottom] = [Math.floor((x + width) / SQUARE), Math.floor((y + height) / SQUARE)];
  for (let column = Math.floor(x / SQUARE); column <= right; column++)
    for (let row = Math.floor(y / SQUARE); row <= bottom; row++) yield `${column} ${row}`;
}
