/** Search in a common space: a photo or words find the rows whose other side is nearest, words also by exact match. */
import type { Storage } from "@fuseline/data";
import type { Cell } from "@fuseline/schema";
import type { Manifest } from "../manifest.ts";
import { openPredictor, type Predictor } from "../predict/predictor.ts";
import type { RequestRow } from "../rows/row-reader.ts";
import { fuseRankings, ranking } from "./rank.ts";
import { WordIndex } from "./words.ts";

/** What an index holds; vectors are blobs of float32 [rows, width]. */
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

export class Retriever {
  private constructor(
    readonly index: StoredIndex,
    readonly predictor: Predictor,
    private readonly sides: { readonly a: Float32Array | null; readonly b: Float32Array | null },
    private readonly words: WordIndex | null,
  ) {}

  static async open(index: StoredIndex, storage: Storage): Promise<Retriever> {
    const manifest: Manifest = JSON.parse(new TextDecoder().decode(await storage.readBytes(index.manifest)));
    const vectors = async (blob: string | null): Promise<Float32Array | null> => {
      if (blob === null) return null;
      const bytes = await storage.readBytes(blob);
      return new Float32Array(bytes.slice().buffer);
    };
    const [predictor, a, b] = await Promise.all([
      openPredictor(manifest, storage),
      vectors(index.a),
      vectors(index.b),
    ]);
    return new Retriever(
      index,
      predictor,
      { a, b },
      index.words === null ? null : new WordIndex(index.words),
    );
  }

  /** @throws UserError as `Predictor.predict` */
  async search(
    query: RequestRow,
    options: { readonly count?: number; readonly signal?: AbortSignal } = {},
  ): Promise<FoundItem[]> {
    const { index } = this;
    const scores = await this.scores(query, options);
    return ranking(scores, Math.min(options.count ?? index.count, index.rows.length)).map((place) => ({
      place,
      score: scores[place] ?? 0,
      row: index.rows[place] ?? {},
    }));
  }

  close(): Promise<void> {
    return this.predictor.close();
  }

  private async scores(query: RequestRow, options: { readonly signal?: AbortSignal }): Promise<Float64Array> {
    const { index } = this;
    const near = await this.vectorScores(query, options);
    const text = Object.values(query)
      .filter((value) => typeof value === "string")
      .join(" ");
    if (this.words === null || index.mix === "vectors" || text === "") return near;
    const exact = this.words.scores(text);
    if (index.mix === "words") return exact;
    const found = ranking(exact, index.rows.length).filter((place) => (exact[place] ?? 0) > 0);
    return fuseRankings([ranking(near, index.rows.length), found], index.rows.length);
  }

  /** A photo is compared with the texts' vectors and words with the photos', as in training; both add up. */
  private async vectorScores(
    query: RequestRow,
    options: { readonly signal?: AbortSignal },
  ): Promise<Float64Array> {
    const { index, sides } = this;
    const [answer] = await this.predictor.predict([query], options);
    const scores = new Float64Array(index.rows.length);
    if (answer?.task !== "pairs") return scores;
    addScores(scores, answer.a, sides.b ?? sides.a);
    addScores(scores, answer.b, sides.a ?? sides.b);
    return scores;
  }
}

function addScores(scores: Float64Array, query: Float32Array | null, vectors: Float32Array | null): void {
  if (query === null || vectors === null) return;
  for (let place = 0; place < scores.length; place++) {
    let sum = 0;
    for (let at = 0; at < query.length; at++)
      sum += (query[at] ?? 0) * (vectors[place * query.length + at] ?? 0);
    scores[place] = (scores[place] ?? 0) + sum;
  }
}

export function openRetriever(index: StoredIndex, storage: Storage): Promise<Retriever> {
  return Retriever.open(index, storage);
}
