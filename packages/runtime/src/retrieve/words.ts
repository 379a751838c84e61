/** Search by exact words: BM25 (Robertson & Zaragoza 2009), k₁ = 1.2, b = 0.75, idf = ln(1 + (N − n + ½)/(n + ½)). */

const K1 = 1.2;
const B = 0.75;

interface Posting {
  readonly document: number;
  readonly count: number;
}

export class WordIndex {
  private readonly postings = new Map<string, Posting[]>();
  private readonly lengths: number[] = [];

  constructor(documents: readonly string[]) {
    documents.forEach((text, document) => {
      const words = wordsOf(text);
      this.lengths.push(words.length);
      const counts = new Map<string, number>();
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const [word, count] of counts) {
        const list = this.postings.get(word) ?? [];
        list.push({ document, count });
        this.postings.set(word, list);
      }
    });
  }

  /** Score of every document, 0 where no word is shared. */
  scores(query: string): Float64Array {
    const scores = new Float64Array(this.lengths.length);
    const average = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.lengths.length);
    for (const word of new Set(wordsOf(query))) {
      const list = this.postings.get(word);
      if (list === undefined) continue;
      const idf = Math.log(1 + (this.lengths.length - list.length + 0.5) / (list.length + 0.5));
      for (const { document, count } of list) {
        const norm = 1 - B + (B * (this.lengths[document] ?? 0)) / average;
        scores[document] = (scores[document] ?? 0) + (idf * count * (K1 + 1)) / (count + K1 * norm);
      }
    }
    return scores;
  }
}

/** Lower-case runs of letters and digits of any script. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
