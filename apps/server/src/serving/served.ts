/** The one adapter between published versions and the runtime that answers: trainer, evaluator and endpoint share it. */
import type { Storage } from "@fuseline/data";
import {
  type Answer,
  type FoundItem,
  type Manifest,
  openPredictor,
  openRetriever,
  type RequestRow,
  type StoredIndex,
} from "@fuseline/runtime";
import type { ServeRecord } from "./serve-record.ts";

/** An opened version. */
export interface Served {
  /** One answer a row. */
  predict(rows: readonly RequestRow[]): Promise<readonly Answer[]>;
  search(row: RequestRow, count: number): Promise<readonly FoundItem[]>;
  /** Whether the index shows this stored file to whoever may search it. */
  shows(blob: string): boolean;
  close(): Promise<void>;
}

export async function openServed(
  serve: ServeRecord,
  storage: Storage,
  threads: { readonly threads?: number },
): Promise<Served> {
  if (serve.index !== null)
    return openSearch((await storage.readJson(serve.index)) as unknown as StoredIndex, storage);
  const manifest = (await storage.readJson(serve.manifest)) as unknown as Manifest;
  const predictor = await openPredictor(manifest, storage, threads);
  return {
    predict: (rows) => predictor.predict(rows),
    search: () => Promise.reject(new Error("a predicting endpoint was asked to search")),
    shows: () => false,
    close: () => predictor.close(),
  };
}

async function openSearch(index: StoredIndex, storage: Storage): Promise<Served> {
  const retriever = await openRetriever(index, storage);
  const blobs = new Set(index.rows.flatMap((row) => Object.values(row).flatMap(blobsOf)));
  return {
    predict: (rows) => retriever.predictor.predict(rows),
    search: (row, count) => retriever.search(row, { count }),
    shows: (blob) => blobs.has(blob),
    close: () => retriever.close(),
  };
}

function blobsOf(cell: unknown): readonly string[] {
  if (Array.isArray(cell)) return cell.flatMap(blobsOf);
  if (typeof cell === "object" && cell !== null && "blob" in cell) return [String(cell.blob)];
  return [];
}
