/** The search index of a pairing model: vectors of every row of a dataset, and their words. */
import type { Storage } from "@fuseline/data";
import { type Manifest, openPredictor, type PairSide, type StoredIndex } from "@fuseline/runtime";
import type { BlobId, Cell, Table } from "@fuseline/schema";
import type { SearchSettings, Servable } from "./find-servable.ts";
import { rowOf, type TrainedModel } from "./trained-model.ts";

/** Rows that go through the model at a time when their features are not stored. */
const BATCH = 64;

interface Vectors {
  readonly width: number;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

export async function buildIndex(
  servable: Servable & { readonly search: SearchSettings },
  trained: TrainedModel,
  storage: Storage,
): Promise<{ readonly index: StoredIndex; readonly blob: BlobId }> {
  const { model, search } = servable;
  const { head } = trained.manifest;
  if (head.task !== "pairs") throw new Error(`an index was asked of a model for ${head.task}`);
  const own = search.data.table === model.dataset.table;
  const table = own ? trained.table : ((await storage.readJson(search.data.table)) as unknown as Table);
  const vectors = own
    ? await storedVectors(trained, head, table)
    : await freshVectors(trained.manifest, table, storage);
  const put = async (side: "a" | "b") =>
    search.side === "both" || search.side === side ? storage.putBytes(bytesOf(vectors[side])) : null;
  const textColumns = [head.a, head.b]
    .filter(({ modality }) => modality === "text")
    .flatMap(({ inputs }) => inputs);
  const index: StoredIndex = {
    format: "fuseline/index",
    version: 1,
    manifest: model.manifest,
    rows: table.row.map((_, row) => rowOf(table, row)),
    width: vectors.width,
    a: await put("a"),
    b: await put("b"),
    words:
      search.words && textColumns.length > 0
        ? table.row.map((_, row) => wordsOf(rowOf(table, row, textColumns)))
        : null,
    count: search.count,
    mix: search.mix,
  };
  return { index, blob: await storage.putJson(index) };
}

async function storedVectors(
  trained: TrainedModel,
  head: { readonly a: PairSide; readonly b: PairSide },
  table: Table,
): Promise<Vectors> {
  const [a, b] = await Promise.all([trained.vectors(head.a.output), trained.vectors(head.b.output)]);
  return { width: a.width, a: withoutEmpty(a, head.a, table), b: withoutEmpty(b, head.b, table) };
}

/** A side whose cells are empty has no vector worth finding: zeros. */
function withoutEmpty(
  { width, data }: { readonly width: number; readonly data: Float32Array },
  side: PairSide,
  table: Table,
): Float32Array {
  const known = data.slice();
  table.row.forEach((_, row) => {
    if (isEmpty(rowOf(table, row, side.inputs))) known.fill(0, row * width, (row + 1) * width);
  });
  return known;
}

function isEmpty(cells: { readonly [column: string]: Cell }): boolean {
  return Object.values(cells).every(
    (cell) => cell === null || cell === "" || (Array.isArray(cell) && cell.length === 0),
  );
}

/** Rows of another dataset than the model was trained on. A side whose cells are empty stays zero: it is never near. */
async function freshVectors(manifest: Manifest, table: Table, storage: Storage): Promise<Vectors> {
  const predictor = await openPredictor(manifest, storage);
  const columns = manifest.inputs.map(({ column }) => column);
  const pairs: { a: Float32Array | null; b: Float32Array | null }[] = [];
  try {
    for (let start = 0; start < table.row.length; start += BATCH) {
      const rows = table.row.slice(start, start + BATCH).map((_, at) => rowOf(table, start + at, columns));
      // A row with neither side would be refused; it has no vectors either.
      const asked = rows.filter((row) => !isEmpty(row));
      const answers = asked.length === 0 ? [] : await predictor.predict(asked);
      for (const row of rows) {
        const answer = answers[asked.indexOf(row)];
        pairs.push(answer?.task === "pairs" ? answer : { a: null, b: null });
      }
    }
  } finally {
    await predictor.close();
  }
  const width = Math.max(0, ...pairs.map(({ a, b }) => (a ?? b)?.length ?? 0));
  const side = (name: "a" | "b") => {
    const data = new Float32Array(width * pairs.length);
    pairs.forEach((pair, row) => {
      const vector = pair[name];
      if (vector !== null) data.set(vector, row * width);
    });
    return data;
  };
  return { width, a: side("a"), b: side("b") };
}

function bytesOf(vectors: Float32Array): Uint8Array {
  return new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
}

function wordsOf(row: { readonly [column: string]: Cell }): string {
  const text = (cell: Cell): string => {
    if (Array.isArray(cell)) return cell.map(text).join(" ");
    return typeof cell === "string" ? cell : "";
  };
  return Object.values(row).map(text).join(" ");
}
