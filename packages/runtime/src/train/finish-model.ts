/** From trained weights to a stored model: serving graph, manifest, residuals of validation rows. */
import type { Storage } from "@fuseline/data";
import type { HeadDraft } from "../graph/graph-feed.ts";
import { isSupervision, recipeColumns } from "../graph/recipe-columns.ts";
import type { Head, Manifest, ManifestInput, TrainingRecord } from "../manifest.ts";
import { forward } from "../predict/forward.ts";
import { openSession } from "../session/open-session.ts";
import { servingGraph } from "./serving-graph.ts";
import type { TrainJob } from "./train-job.ts";
import type { TrainedModel } from "./train-model.ts";

/** What the manifest tells of how the weights were found: by the training loop, or in another way. */
export type FoundWeights = Pick<
  TrainedModel,
  "parameters" | "epochs" | "bestEpoch" | "steps" | "seconds" | "curves" | "size"
> & { readonly settings: Pick<TrainingRecord, "batch" | "rate" | "optimiser"> };

export interface FinishRequest {
  readonly job: Pick<TrainJob, "build" | "sources" | "rows">;
  readonly trained: FoundWeights;
  readonly storage: Storage;
  readonly inputs: readonly Omit<ManifestInput, "required">[];
  readonly versions: { readonly [name: string]: string };
}

export async function finishModel(request: FinishRequest): Promise<{ manifest: Manifest; blob: string }> {
  const { job, trained, storage } = request;
  const { onnx, feeds, built } = servingGraph(job, trained.parameters);
  const graph = await storage.putBytes(onnx);
  const sources = Object.entries(job.sources);
  const draft: Manifest = {
    format: "fuseline/model",
    version: 1,
    graph,
    inputs: request.inputs.map((input) => ({ ...input, required: !built.toleratesMissing })),
    sources: Object.fromEntries(sources.map(([name, { recipe }]) => [name, recipe])),
    encoded: Object.fromEntries(sources.map(([name, { key }]) => [name, key])),
    feeds,
    head: headOf(built.head, request),
    training: recordOf(request),
  };
  const manifest = draft.head.task === "value" ? await withResiduals(draft, request, onnx) : draft;
  return { manifest, blob: await storage.putBytes(new TextEncoder().encode(JSON.stringify(manifest))) };
}

function headOf(draft: HeadDraft, { inputs, trained }: FinishRequest): Head {
  switch (draft.task) {
    case "classes": {
      const { target: column, ...head } = draft;
      return { ...head, temperature: 1, column };
    }
    case "value": {
      const { names, log, mean, scale } = draft.info;
      return {
        task: "value",
        output: draft.output,
        names,
        log,
        mean,
        scale,
        residuals: names.map(() => [0, 0]),
      };
    }
    case "pairs": {
      const side = (half: { output: string; columns: readonly string[] }) => ({
        output: half.output,
        inputs: half.columns,
        modality: inputs.find(({ column }) => half.columns.includes(column))?.modality ?? ("text" as const),
      });
      const logScale = trained.parameters[draft.logScale]?.[0] ?? 0;
      return { task: "pairs", a: side(draft.a), b: side(draft.b), scale: Math.exp(logScale), width: 0 };
    }
  }
}

function recordOf({ job, trained, versions }: FinishRequest): TrainingRecord {
  const { train, validation, test } = job.rows;
  return {
    seed: 0,
    epochs: trained.epochs,
    bestEpoch: trained.bestEpoch,
    steps: trained.steps,
    batch: trained.settings.batch,
    rate: trained.settings.rate,
    optimiser: trained.settings.optimiser,
    parameters: trained.size,
    rows: { train: train.length, validation: validation.length, test: test.length },
    seconds: trained.seconds,
    versions,
    curves: trained.curves,
  };
}

/** 2.5 % and 97.5 % quantiles of truth − answer over validation rows: the interval around an answer. */
async function withResiduals(
  manifest: Manifest,
  { job }: FinishRequest,
  onnx: Uint8Array,
): Promise<Manifest> {
  const { head } = manifest;
  const target = Object.values(job.sources).find(({ recipe }) => recipe.recipe === "number-target");
  const rows = job.rows.validation.length > 0 ? job.rows.validation : job.rows.train;
  if (head.task !== "value" || target === undefined || rows.length === 0) return manifest;
  const session = await openSession(onnx);
  const arrays = Object.fromEntries(
    Object.entries(job.sources).map(([name, source]) => [name, source.arrays]),
  );
  const outputs = await forward(session, manifest, { arrays, rows });
  await session.release();
  const answers = outputs[head.output];
  const truth = target.arrays.value?.data;
  if (answers === undefined || truth === undefined) return manifest;
  const residuals = head.names.map((_, index): [number, number] => {
    const differences = rows
      .map(
        (row, place) =>
          Number(truth[row * head.names.length + index] ?? 0) -
          (answers.data[place * head.names.length + index] ?? 0),
      )
      .sort((a, b) => a - b);
    const at = (share: number): number => differences[Math.round(share * (differences.length - 1))] ?? 0;
    return [Math.min(0, at(0.025)), Math.max(0, at(0.975))];
  });
  return { ...manifest, head: { ...head, residuals } };
}

/** Inputs a request may carry: the columns of every source that is not supervision. */
export function servedInputs(
  sources: TrainJob["sources"],
  modalityOf: (column: string) => ManifestInput["modality"],
): Omit<ManifestInput, "required">[] {
  const inputs = new Map<string, Omit<ManifestInput, "required">>();
  for (const { recipe } of Object.values(sources)) {
    if (isSupervision(recipe)) continue;
    for (const column of recipeColumns(recipe))
      inputs.set(column, { column, modality: modalityOf(column), several: false });
  }
  return [...inputs.values()];
}
