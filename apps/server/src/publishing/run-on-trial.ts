/** A finished run's model, served as publishing would serve it, before anything is published. */
import type { Storage } from "@fuseline/data";
import type { Database, RunRecord } from "@fuseline/db";
import type { Engine } from "@fuseline/runtime";
import type { ModelValue } from "@fuseline/schema";
import { Refusal } from "../border/refusal.ts";
import type { ServeRecord } from "../serving/serve-record.ts";
import { buildIndex } from "./build-index.ts";
import { predictingVersion, searchingVersion } from "./describe-version.ts";
import { findServable, SEARCH_DEFAULTS } from "./find-servable.ts";
import { openTrained } from "./trained-model.ts";

export interface TrialParts {
  readonly database: Pick<Database, "runs">;
  readonly storage: Storage;
  readonly engine: Engine;
}

export interface RunOnTrial {
  readonly serve: ServeRecord;
  /** The model with the rows it was trained and measured on. */
  readonly model: ModelValue;
}

/** Runs whose version stays described; a search index is built once. */
const KEPT = 32;

export class RunsOnTrial {
  readonly #known = new Map<string, Promise<RunOnTrial>>();

  constructor(private readonly parts: TrialParts) {}

  /** @throws Refusal `run-unfinished`, `nothing-to-publish`, `several-to-publish` */
  open(runId: string): Promise<RunOnTrial> {
    const known = this.#known.get(runId);
    if (known !== undefined) return known;
    const opened = openRun(this.parts, runId);
    this.#known.set(runId, opened);
    opened.catch(() => this.#known.delete(runId));
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return opened;
  }
}

/** @throws Refusal `run-unfinished` */
export async function finishedRun({ runs }: TrialParts["database"], runId: string): Promise<RunRecord> {
  const run = await runs.get(runId);
  if (run === null) throw new Refusal("not-found", { facts: { what: `run ${runId}` }, where: "runId" });
  if (run.status !== "succeeded") throw new Refusal("run-unfinished", { facts: { run: runId } });
  return run;
}

async function openRun({ database, storage, engine }: TrialParts, runId: string): Promise<RunOnTrial> {
  const { plan } = await finishedRun(database, runId);
  const { model, search } = await findServable(plan, storage, runId);
  const manifest = await engine.manifest(model.manifest);
  if (manifest.head.task !== "pairs") return { serve: predictingVersion(manifest, model.manifest), model };
  const trained = await openTrained(model, storage, engine);
  const settings = search ?? { ...SEARCH_DEFAULTS, data: model.dataset };
  const { index, blob } = await buildIndex({ model, search: settings }, trained, storage);
  return { serve: searchingVersion(manifest, { blob, index, table: trained.table }), model };
}
