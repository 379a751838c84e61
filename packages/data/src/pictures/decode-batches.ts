/** Decodes many stored pictures in batches, a few at once, running ahead while the consumer computes. */
import { type BlobId, Cancelled, type Issue, type MediaCell, UserError } from "@fuseline/schema";
import { makeIssue } from "../issues.ts";
import { errorCode } from "../storage/error-code.ts";
import { decodePixels } from "./decode.ts";
import { type ImagePreprocess, normalisePixels } from "./preprocess.ts";

export interface BlobReader {
  readBytes(blob: BlobId): Promise<Uint8Array>;
}

export interface BatchSettings {
  readonly preprocess: ImagePreprocess;
  readonly batchSize: number;
  /** Pictures decoded at once. */
  readonly concurrency: number;
  /** Batches that may wait for the consumer. */
  readonly ahead: number;
  readonly signal?: AbortSignal;
}

export interface PictureBatch {
  /** Index of the batch's first picture. */
  readonly from: number;
  readonly count: number;
  /** uint8, count × size × size × 3, RGB; zeros where there is no picture. */
  readonly pixels: Uint8Array;
  /** 1 where there is a readable picture. */
  readonly present: Uint8Array;
  /** One for each unreadable picture; `at.row` is its index in the list. */
  readonly issues: readonly Issue[];
}

/** An empty cell is a missing picture, not an error; a broken one is reported and counts as missing. */
export async function* decodePixelBatches(
  cells: readonly (MediaCell | null)[],
  reader: BlobReader,
  settings: BatchSettings,
): AsyncGenerator<PictureBatch> {
  const gate = new Gate(settings.concurrency);
  const waiting: Promise<PictureBatch>[] = [];
  const start = (from: number): Promise<PictureBatch> => {
    const batch = decodeBatch({ cells, from, reader, gate, settings });
    // A failure is met when its turn comes; without this, Node would call it unhandled before that.
    batch.catch(() => undefined);
    return batch;
  };
  let next = 0;
  while (next < cells.length || waiting.length > 0) {
    while (next < cells.length && waiting.length <= settings.ahead) {
      waiting.push(start(next));
      next += settings.batchSize;
    }
    const batch = await waiting.shift();
    if (settings.signal?.aborted) throw new Cancelled();
    if (batch !== undefined) yield batch;
  }
}

/** Turns a batch into the model's numbers: float32, count × 3 × size × size. */
export function normaliseBatch(batch: PictureBatch, preprocess: ImagePreprocess): Float32Array {
  const each = batch.pixels.length / Math.max(1, batch.count);
  const data = new Float32Array(batch.pixels.length);
  for (let i = 0; i < batch.count; i++) {
    normalisePixels(batch.pixels.subarray(i * each, (i + 1) * each), preprocess, { data, offset: i * each });
  }
  return data;
}

interface BatchWork {
  readonly cells: readonly (MediaCell | null)[];
  readonly from: number;
  readonly reader: BlobReader;
  readonly gate: Gate;
  readonly settings: BatchSettings;
}

async function decodeBatch({ cells, from, reader, gate, settings }: BatchWork): Promise<PictureBatch> {
  const part = cells.slice(from, from + settings.batchSize);
  const each = settings.preprocess.size ** 2 * 3;
  const pixels = new Uint8Array(part.length * each);
  const present = new Uint8Array(part.length);
  const issues: (Issue | undefined)[] = part.map(() => undefined);
  await Promise.all(
    part.map((cell, i) =>
      gate.run(async () => {
        if (cell === null) return;
        if (settings.signal?.aborted) throw new Cancelled();
        try {
          const bytes = await reader.readBytes(cell.blob);
          pixels.set(
            await decodePixels(bytes, settings.preprocess, { file: cell.name, row: from + i }),
            i * each,
          );
          present[i] = 1;
        } catch (error) {
          issues[i] = asPictureIssue(error, { file: cell.name, row: from + i });
        }
      }),
    ),
  );
  return { from, count: part.length, pixels, present, issues: issues.filter((issue) => issue !== undefined) };
}

function asPictureIssue(error: unknown, name: { file: string; row: number }): Issue {
  if (error instanceof UserError) return { ...error.issue, severity: "warning" };
  if (errorCode(error) !== "ENOENT") throw error;
  return makeIssue({
    code: "file-unreadable",
    severity: "warning",
    at: { row: name.row },
    facts: { file: name.file },
  });
}

/** Lets only so many tasks run at once. */
class Gate {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  async run(task: () => Promise<void>): Promise<void> {
    if (this.running >= this.limit) await new Promise<void>((start) => this.queue.push(start));
    this.running++;
    try {
      await task();
    } finally {
      this.running--;
      this.queue.shift()?.();
    }
  }
}
