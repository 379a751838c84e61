/** Joins calls that wait for a busy model into one run. Nobody waits for company: an idle model answers at once. */
import type { Answer, RequestRow } from "@fuseline/runtime";

/** Rows of one run; more would make the first of them wait too long. */
const MOST_ROWS = 32;

interface Waiting {
  readonly row: RequestRow;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export class Batcher {
  readonly #waiting: Waiting[] = [];
  #busy = false;

  constructor(private readonly run: (rows: readonly RequestRow[]) => Promise<readonly Answer[]>) {}

  predict(row: RequestRow): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, resolve, reject });
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) await this.#answer(this.#waiting.splice(0, MOST_ROWS));
    this.#busy = false;
  }

  /** A picture that cannot be read fails the run it is in; then every row is asked alone, so only its sender hears. */
  async #answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.run(batch.map(({ row }) => row));
      batch.forEach((waiting, place) => {
        const answer = answers[place];
        if (answer === undefined) waiting.reject(new Error("the model gave fewer answers than rows"));
        else waiting.resolve(answer);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await this.#answer([one]);
    }
  }
}
