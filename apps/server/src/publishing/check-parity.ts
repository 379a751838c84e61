/** Runs the parity check of a version on trial. */
import type { Storage } from "@fuseline/data";
import type { PairSide, StoredIndex } from "@fuseline/runtime";
import type { Cell, MediaCell } from "@fuseline/schema";
import type { ServeRecord } from "../serving/serve-record.ts";
import { isMedia } from "../v1/read-value.ts";
import {
  answerDifference,
  type Difference,
  heldOutRows,
  isEqual,
  type ParityCertificate,
  rankingDifference,
  TOLERANCE,
} from "./parity.ts";
import { rowOf, type TrainedModel } from "./trained-model.ts";

/** Sends one call the way a caller would. Null: the endpoint refuses this row, as it may (an unreadable picture). */
export type Ask = (body: {
  readonly [name: string]: unknown;
}) => Promise<{ readonly [name: string]: unknown } | null>;

export interface Trial {
  readonly serve: ServeRecord;
  readonly trained: TrainedModel;
  readonly storage: Storage;
  readonly ask: Ask;
}

export async function predictionParity(trial: Trial): Promise<ParityCertificate> {
  const { serve, trained } = trial;
  const rows = heldOutRows(trained.table.split, trained.table.row.length);
  const expected = await trained.answers(rows);
  const labels = serve.output.task === "classes" ? serve.output.labels : [];
  return compare(rows, async (row, place) => {
    const answer = expected[place];
    const outputs = await trial.ask({ inputs: await inputsOf(trial, row, null) });
    if (outputs === null || answer === undefined) return null;
    return answerDifference(answer, outputs, labels);
  });
}

/** Every held-out row asks with one side of the pair, in turn; scores are compared, by vectors alone. */
export async function searchParity(trial: Trial, index: StoredIndex): Promise<ParityCertificate> {
  const { head } = trial.trained.manifest;
  if (head.task !== "pairs") throw new Error(`a model for ${head.task} cannot search`);
  const rows = heldOutRows(trial.trained.table.split, trial.trained.table.row.length);
  const stored = await storedSides(trial.storage, index);
  const queries = {
    a: await trial.trained.vectors(head.a.output),
    b: await trial.trained.vectors(head.b.output),
  };
  return compare(rows, async (row, place) => {
    const side = place % 2 === 0 ? "a" : "b";
    const inputs = await inputsOf(trial, row, head[side]);
    const answer = Object.keys(inputs).length === 0 ? null : await trial.ask({ inputs, count: index.count });
    const vectors = side === "a" ? (stored.b ?? stored.a) : (stored.a ?? stored.b);
    if (answer === null || vectors === null) return null;
    const { width, data } = queries[side];
    const scores = dotProducts(data.subarray(row * width, (row + 1) * width), vectors);
    const best = scores.filter(Number.isFinite).sort((x, y) => y - x);
    return rankingDifference(best.slice(0, index.count), answer.items);
  });
}

async function compare(
  rows: readonly number[],
  differenceOf: (row: number, place: number) => Promise<Difference | null>,
): Promise<ParityCertificate> {
  const differing: number[] = [];
  let refused = 0;
  let largest = 0;
  for (const [place, row] of rows.entries()) {
    const difference = await differenceOf(row, place);
    if (difference === null) refused++;
    else if (!isEqual(difference)) differing.push(row);
    // JSON has no infinity; rows with other labels are told by `differing`.
    if (difference !== null && Number.isFinite(difference)) largest = Math.max(largest, difference);
  }
  return { rows: rows.length - refused, refused, differing, largest, tolerance: TOLERANCE, at: Date.now() };
}

/** A row of the table as a caller would send it. */
async function inputsOf({ serve, trained, storage }: Trial, row: number, side: PairSide | null) {
  const inputs: { [name: string]: unknown } = {};
  const cells = rowOf(trained.table, row);
  for (const { name, column, modality, several } of serve.inputs) {
    if (side !== null && (!side.inputs.includes(column) || name !== column)) continue;
    const cell = cells[column] ?? null;
    if (cell === null || cell === "") continue;
    const items = (Array.isArray(cell) ? cell : [cell]) as readonly Exclude<Cell, readonly unknown[]>[];
    const sent = isMedia(modality) ? await Promise.all(items.map((item) => base64Of(item, storage))) : items;
    const values = sent.filter((value) => value !== null);
    if (values.length > 0) inputs[name] = several ? values : values[0];
  }
  return inputs;
}

async function base64Of(cell: Cell, storage: Storage): Promise<{ base64: string } | null> {
  if (!isMediaCell(cell)) return null;
  return { base64: (await storage.readBytes(cell.blob)).toString("base64") };
}

function isMediaCell(cell: Cell): cell is MediaCell {
  return typeof cell === "object" && cell !== null && "blob" in cell;
}

async function storedSides(storage: Storage, { a, b }: StoredIndex) {
  const read = async (blob: string | null) => {
    if (blob === null) return null;
    const bytes = await storage.readBytes(blob);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return { a: await read(a), b: await read(b) };
}

/** −∞ where a row lacks the side (its vector is zeros): such rows are never found. */
function dotProducts(query: Float32Array, vectors: Float32Array): number[] {
  return Array.from({ length: vectors.length / query.length }, (_, place) => {
    const own = vectors.subarray(place * query.length, (place + 1) * query.length);
    if (own.every((value) => value === 0)) return Number.NEGATIVE_INFINITY;
    return own.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0);
  });
}
