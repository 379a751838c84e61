/** Progress over all files of one model: bytes, and how long the rest will take. */

export interface HubProgress {
  readonly file: string;
  /** Bytes of all files of this request so far, those that were there already left out. */
  readonly done: number;
  /** Null while a file's size is not known. */
  readonly total: number | null;
  readonly etaSeconds: number | null;
}

const REPORT_MILLISECONDS = 200;

export class ProgressMeter {
  readonly #files = new Map<string, { done: number; total: number | null; from: number | null }>();
  readonly #started = performance.now();
  #reported = Number.NEGATIVE_INFINITY;

  constructor(private readonly report: ((progress: HubProgress) => void) | undefined) {}

  expect(file: string, bytes: number | null): void {
    this.#files.set(file, { done: 0, total: bytes, from: null });
  }

  update(file: string, done: number, total: number | null): void {
    const known = this.#files.get(file);
    // Bytes that were on disk before this process began say nothing about the speed.
    const from = known?.from ?? done;
    this.#files.set(file, { done, total: total ?? known?.total ?? null, from });
    const finished = total !== null && done >= total;
    const now = performance.now();
    if (!finished && now - this.#reported < REPORT_MILLISECONDS) return;
    this.#reported = now;
    this.report?.(this.#now(file));
  }

  #now(file: string): HubProgress {
    const all = [...this.#files.values()];
    const done = all.reduce((sum, one) => sum + one.done, 0);
    const fetched = all.reduce((sum, one) => sum + one.done - (one.from ?? 0), 0);
    const total = all.reduce<number | null>(
      (sum, one) => (sum === null || one.total === null ? null : sum + one.total),
      0,
    );
    const seconds = (performance.now() - this.#started) / 1000;
    const speed = fetched / seconds;
    const etaSeconds =
      total === null || speed === 0 || seconds < 0.5 ? null : Math.max(0, (total - done) / speed);
    return { file, done, total, etaSeconds };
  }
}
