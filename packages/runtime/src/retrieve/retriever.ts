/** Search in a common space: a photo or words find the rows whose other side is nearest, words also by exact match. */
import type { Storage } from "@fuseline/data";
import type { Cell } from "@fuseline/schema";
import type { Manifest } from "../manifest.ts";
import { openPredictor, type Predictor } from "../predict/predictor.ts";
import type { RequestRow } from "../rows/row-reader.ts";
import { fuseRankings, ranking } from "./rank.ts";
import { SideVectors } from "./side-vectors.ts";
import { WordIndex } from "./words.ts";

/** What an index holds; vectors are blobs of float32 [rows, width], zeros where a row lacks the side. */
export interface StoredIndex {
  readonly format: "fuseline/index";
  readonly version: 1;
  readonly manifest: string;
  readonly rows: readonly { readonly [column: string]: Cell }[];
  readonly width: number;
  readonly a: string | null;
  readonly b: string | null;
  /** Text of every row for search by words; null when it is off. */
  readonly words: readonly string[] | null;
  readonly count: number;
  readonly mix: "vectors" | "words" | "both";
}

export interface FoundItem {
  readonly place: number;
  readonly score: number;
  readonly row: { readonly [column: string]: Cell };
}

export interface SearchOptions {
  /** Default: the index's own. */
  readonly count?: number;
  readonly signal?: AbortSignal;
}

interface Sides {
  readonly a: SideVectors | null;
  readonly b: SideVectors | null;
}

/**
 * Rows whose words score less than this share of the best do not count as found by words: they share only what nearly
 * every row says, and as a rank it would outweigh the one row that says exactly what was asked.
 */
const NEAR_BEST = 0.5;

export class Retriever {
  private constructor(
    readonly index: StoredIndex,
    readonly predictor: Predictor,
    private readonly sides: Sides,
    private readonly words: WordIndex | null,
  ) {}

  static async open(index: StoredIndex, storage: Storage): Promise<Retriever> {
    const manifest: Manifest = JSON.parse(new TextDecoder().decode(await storage.readBytes(index.manifest)));
    const vectors = async (blob: string | null): Promise<SideVectors | null> => {
      if (blob === null) return null;
      const bytes = await storage.readBytes(blob);
      return new SideVectors(new Float32Array(bytes.slice().buffer), index.width);
    };
    const [predictor, a, b] = await Promise.all([
      openPredictor(manifest, storage),
      vectors(index.a),
      vectors(index.b),
    ]);
    const words = index.words === null ? null : new WordIndex(index.words);
    return new Retriever(index, predictor, { a, b }, words);
  }

  /** Best first; rows that nothing can be said of are never found. @throws UserError as `Predictor.predict` */
  async search(query: RequestRow, options: SearchOptions = {}): Promise<FoundItem[]> {
    const { index } = this;
    const scores = await this.scores(query, options);
    return ranking(scores, options.count ?? index.count)
      .filter((place) => scores[place] !== Number.NEGATIVE_INFINITY)
      .map((place) => ({ place, score: scores[place] ?? 0, row: index.rows[place] ?? {} }));
  }

  close(): Promise<void> {
    return this.predictor.close();
  }

  /** Words count where there are any to look for and the index has them; else meaning alone decides. */
  private async scores(query: RequestRow, options: SearchOptions): Promise<Float64Array> {
    const { mix, rows } = this.index;
    const text = Object.values(query)
      .filter((value) => typeof value === "string")
      .join(" ");
    if (this.words === null || mix === "vectors" || text === "") return this.vectorScores(query, options);
    const exact = this.words.scores(text).map((score) => (score > 0 ? score : Number.NEGATIVE_INFINITY));
    if (mix === "words") return exact;
    const near = await this.vectorScores(query, options);
    const least = NEAR_BEST * exact.reduce((best, score) => Math.max(best, score), 0);
    const telling = exact.map((score) => (score >= least ? score : Number.NEGATIVE_INFINITY));
    const lists = [near, telling].map((scores) =>
      ranking(scores, rows.length).filter((place) => scores[place] !== Number.NEGATIVE_INFINITY),
    );
    return fuseRankings(lists, rows.length).map((score) => (score > 0 ? score : Number.NEGATIVE_INFINITY));
  }

  /** A photo is compared with the texts' vectors and words with the photos', as in training; both add up. */
  private async vectorScores(query: RequestRow, options: SearchOptions): Promise<Float64Array> {
    const { index, sides } = this;
    const [answer] = await this.predictor.predict([query], options);
    const scores = new Float64Array(index.rows.length).fill(Number.NEGATIVE_INFINITY);
    if (answer?.task !== "pairs") return scores;
    (sides.b ?? sides.a)?.addScores(scores, answer.a);
    (sides.a ?? sides.b)?.addScores(scores, answer.b);
    return scores;
  }
}

export function openRetriever(index: StoredIndex, storage: Storage): Promise<Retriever> {
  return Retriever.open(index, storage);
}
