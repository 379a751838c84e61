/** Five folds of training rows, by which the strength of a baseline is chosen. */
import { RandomStream } from "@fuseline/autograd";

const FOLDS = 5;
/** More rows would not change the choice, only the time it takes: the best λ hardly depends on their number. */
const MOST_ROWS = 600;

export interface Fold {
  /** Places among the rows that were given. */
  readonly train: readonly number[];
  readonly held: readonly number[];
}

/** Of at most 600 of the rows; every one of these is held out once. */
export function foldsOf(rows: number, seed: string): readonly Fold[] {
  const places = drawn(rows, MOST_ROWS, seed);
  return Array.from({ length: FOLDS }, (_, fold) => ({
    train: places.filter((_, at) => at % FOLDS !== fold),
    held: places.filter((_, at) => at % FOLDS === fold),
  }));
}

/** At most `most` of the places 0 … rows − 1, in an order that the seed alone decides. */
export function drawn(rows: number, most: number, seed: string): number[] {
  const stream = new RandomStream(seed);
  const places = Array.from({ length: rows }, (_, place) => place);
  for (let last = places.length - 1; last > 0; last--) {
    const other = stream.integer(last + 1);
    [places[last], places[other]] = [places[other] ?? 0, places[last] ?? 0];
  }
  return places.slice(0, most);
}
