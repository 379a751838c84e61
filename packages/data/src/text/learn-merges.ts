/** Byte-pair encoding: joins the most frequent pair of neighbours, again and again. */
import { PairQueue } from "./pair-queue.ts";

/** Pairs seen once are chance, not language. */
const MIN_COUNT = 2;

export interface MergeSettings {
  /** Single signs, the first tokens. */
  readonly alphabet: readonly string[];
  /** Most merges to learn. */
  readonly count: number;
}

/**
 * Ties go to the pair of older tokens, so the result depends on the counts alone.
 * @param words word → how often it occurs; each sign of a word is in the alphabet
 */
export function learnMerges(
  words: ReadonlyMap<string, number>,
  settings: MergeSettings,
): (readonly [string, string])[] {
  const tokens = [...settings.alphabet];
  const known = new Map(tokens.map((token, id) => [token, id]));
  const corpus = new Corpus(words, known);
  const merges: (readonly [string, string])[] = [];
  while (merges.length < settings.count) {
    const best = corpus.mostFrequent();
    if (best === null || best.count < MIN_COUNT) break;
    const left = tokens[best.left] ?? "";
    const right = tokens[best.right] ?? "";
    // Two ways to build one token: the second way needs no new id, but the vocabulary must not hold a name twice.
    const id = known.get(left + right) ?? tokens.length;
    if (id === tokens.length) {
      tokens.push(left + right);
      known.set(left + right, id);
      merges.push([left, right]);
    }
    corpus.merge(best, id);
  }
  return merges;
}

interface Pair {
  readonly left: number;
  readonly right: number;
}

/** Two ids in one exact number. */
const SHIFT = 2 ** 20;

class Corpus {
  private readonly words: number[][] = [];
  private readonly times: number[] = [];
  private readonly counts = new Map<number, number>();
  /** Words in which a pair occurs, or once did. */
  private readonly places = new Map<number, Set<number>>();
  private readonly queue = new PairQueue();

  constructor(words: ReadonlyMap<string, number>, known: ReadonlyMap<string, number>) {
    for (const [word, times] of words) {
      const ids = [...word].map((sign) => known.get(sign) ?? 0);
      const index = this.words.push(ids) - 1;
      this.times.push(times);
      for (let i = 1; i < ids.length; i++) this.change(pairOf(ids, i - 1), index, times);
    }
    for (const [pair, count] of this.counts) this.queue.push(pair, count);
  }

  mostFrequent(): (Pair & { count: number }) | null {
    for (let top = this.queue.pop(); top !== null; top = this.queue.pop()) {
      const count = this.counts.get(top.pair) ?? 0;
      if (count === top.count && count > 0) {
        return { left: Math.floor(top.pair / SHIFT), right: top.pair % SHIFT, count };
      }
    }
    return null;
  }

  /** Replaces the pair by `id` everywhere. */
  merge(pair: Pair, id: number): void {
    const key = pair.left * SHIFT + pair.right;
    const changed = new Set<number>();
    for (const index of this.places.get(key) ?? []) {
      const before = this.words[index] ?? [];
      const after = replaced(before, pair, id);
      const times = this.times[index] ?? 0;
      for (let i = 1; i < before.length; i++) changed.add(this.change(pairOf(before, i - 1), index, -times));
      for (let i = 1; i < after.length; i++) changed.add(this.change(pairOf(after, i - 1), index, times));
      this.words[index] = after;
    }
    this.places.delete(key);
    this.counts.delete(key);
    changed.delete(key);
    for (const one of changed) {
      const count = this.counts.get(one) ?? 0;
      if (count > 0) this.queue.push(one, count);
    }
  }

  private change(pair: number, word: number, times: number): number {
    this.counts.set(pair, (this.counts.get(pair) ?? 0) + times);
    const places = this.places.get(pair);
    if (places === undefined) this.places.set(pair, new Set([word]));
    else places.add(word);
    return pair;
  }
}

function pairOf(ids: readonly number[], at: number): number {
  return (ids[at] ?? 0) * SHIFT + (ids[at + 1] ?? 0);
}

function replaced(ids: readonly number[], pair: Pair, id: number): number[] {
  const after: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === pair.left && ids[i + 1] === pair.right) {
      after.push(id);
      i++;
    } else {
      after.push(ids[i] ?? 0);
    }
  }
  return after;
}
