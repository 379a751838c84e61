/** A trained model ready to answer: requests go through the recipes of training and the serving graph. */
import type { Storage } from "@fuseline/data";
import { type Issue, UserError } from "@fuseline/schema";
import type { RowArrays } from "../arrays/row-array.ts";
import { fulfil } from "../fulfil/fulfil.ts";
import { isSupervision, recipeColumns } from "../graph/recipe-columns.ts";
import type { Manifest, ManifestInput } from "../manifest.ts";
import { type RequestRow, requestReader } from "../rows/row-reader.ts";
import { SessionPool } from "../session/session-pool.ts";
import { type Answer, answersOf } from "./answers.ts";
import { forward } from "./forward.ts";

export interface PredictOptions {
  readonly signal?: AbortSignal;
}

export class Predictor {
  constructor(
    readonly manifest: Manifest,
    private readonly storage: Storage,
    private readonly sessions: SessionPool,
  ) {}

  get inputs(): readonly ManifestInput[] {
    return this.manifest.inputs;
  }

  /** @throws UserError `row-empty` for a row without any input, `image-corrupt` and the like for unreadable ones */
  async predict(rows: readonly RequestRow[], options: PredictOptions = {}): Promise<Answer[]> {
    this.refuseEmpty(rows);
    const reader = requestReader(rows, this.storage);
    const context = {
      storage: this.storage,
      session: (blob: string) => this.sessions.session(blob),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    };
    const arrays: { [source: string]: RowArrays } = {};
    await Promise.all(
      Object.entries(this.manifest.sources).map(async ([name, recipe]) => {
        if (!isSupervision(recipe)) arrays[name] = await fulfil(recipe, reader, context);
      }),
    );
    const session = await this.sessions.session(this.manifest.graph);
    const outputs = await forward(session, this.manifest, { arrays, rows: rows.map((_, row) => row) });
    return hideAbsent(this.manifest, rows, answersOf(this.manifest.head, outputs, rows.length));
  }

  close(): Promise<void> {
    return this.sessions.close();
  }

  private refuseEmpty(rows: readonly RequestRow[]): void {
    rows.forEach((row, index) => {
      if (this.inputs.some(({ column }) => isThere(row, column))) return;
      const issue: Issue = {
        code: "row-empty",
        severity: "error",
        at: { row: index },
        facts: { inputs: this.inputs.map(({ column }) => column) },
      };
      throw new UserError(issue);
    });
  }
}

function isThere(row: RequestRow, column: string): boolean {
  const value = row[column];
  return (
    value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)
  );
}

/** A pair's side whose cells are empty has no vector worth comparing. */
function hideAbsent(manifest: Manifest, rows: readonly RequestRow[], answers: readonly Answer[]): Answer[] {
  const { head } = manifest;
  if (head.task !== "pairs") return [...answers];
  return answers.map((answer, index) => {
    const row = rows[index];
    if (answer.task !== "pairs" || row === undefined) return answer;
    const has = (inputs: readonly string[]): boolean => inputs.some((column) => isThere(row, column));
    return { ...answer, a: has(head.a.inputs) ? answer.a : null, b: has(head.b.inputs) ? answer.b : null };
  });
}

export async function openPredictor(
  manifest: Manifest,
  storage: Storage,
  options: { readonly threads?: number } = {},
): Promise<Predictor> {
  return new Predictor(manifest, storage, new SessionPool(storage, options));
}

/** Columns of a manifest's sources that a request may carry. */
export function servedColumns(manifest: Manifest): readonly string[] {
  return Object.values(manifest.sources)
    .filter((recipe) => !isSupervision(recipe))
    .flatMap(recipeColumns);
}
