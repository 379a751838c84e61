/** The vectors of one side of an index, compared with a query one by one: exact, and fast enough for 100,000 rows. */

export class SideVectors {
  /** Places whose row has this side; the others are zeros and near to nothing. */
  private readonly present: readonly number[];

  /** @param data [rows, width], normalised */
  constructor(
    private readonly data: Float32Array,
    private readonly width: number,
  ) {
    const count = width === 0 ? 0 : data.length / width;
    this.present = Array.from({ length: count }, (_, place) => place).filter((place) =>
      data.subarray(place * width, (place + 1) * width).some((value) => value !== 0),
    );
  }

  /** Adds the cosine to the score of every row that has this side; a score of −∞ starts at 0. */
  addScores(scores: Float64Array, query: Float32Array | null): void {
    if (query === null) return;
    const { data, width } = this;
    for (const place of this.present) {
      let sum = 0;
      const start = place * width;
      for (let at = 0; at < width; at++) sum += (query[at] ?? 0) * (data[start + at] ?? 0);
      const before = scores[place] ?? Number.NEGATIVE_INFINITY;
      scores[place] = before === Number.NEGATIVE_INFINITY ? sum : before + sum;
    }
  }
}
