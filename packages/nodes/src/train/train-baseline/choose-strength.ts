/** Finds by 5 folds how strongly weights should be held near 0. */
import { RandomStream } from "@fuseline/autograd";

const FOLDS = 5;
/** More rows would not change the choice, only the time it takes: the best λ does not depend on their number. */
const MOST_ROWS = 600;

export interface Fold {
  /** Places among the rows that were given. */
  readonly train: readonly number[];
  readonly held: readonly number[];
}

export interface StrengthSearch {
  readonly rows: number;
  readonly seed: string;
  readonly candidates: readonly number[];
  /** What the fold loses with this strength; lower is better. */
  loss(fold: Fold, strength: number): number | Promise<number>;
}

/** The candidate with the lowest sum of losses; of equals the first. */
export async function chooseStrength({ rows, seed, candidates, loss }: StrengthSearch): Promise<number> {
  const folds = foldsOf(drawn(rows, MOST_ROWS, seed));
  const losses: number[] = [];
  for (const strength of candidates) {
    let sum = 0;
    for (const fold of folds) sum += await loss(fold, strength);
    losses.push(Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY);
  }
  return candidates[losses.indexOf(Math.min(...losses))] ?? 1;
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

function foldsOf(places: readonly number[]): readonly Fold[] {
  return Array.from({ length: FOLDS }, (_, fold) => ({
    train: places.filter((_, at) => at % FOLDS !== fold),
    held: places.filter((_, at) => at % FOLDS === fold),
  }));
}
