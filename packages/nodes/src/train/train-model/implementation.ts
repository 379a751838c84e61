/** Trains the graph that ends in the loss, stores the model, and tells what it learnt by. */
import type { BuildGraph, EncodedSource, TrainHooks } from "@fuseline/runtime";
import { servedInputs } from "@fuseline/runtime";
import { contentKey, type DatasetValue, issue, type Modality, UserError } from "@fuseline/schema";
import { buildGraph } from "../../define/build-graph.ts";
import { implementStep, type StepContext } from "../../define/step.ts";
import { graphImplementations } from "../../graph-implementations.ts";
import { trainModel } from "./definition.ts";
import { builtGraph } from "./head-draft.ts";
import { rowParts } from "./rows.ts";

const FEWEST_ROWS = 8;

export const trainModelStep = implementStep(trainModel, async (context, { params }) => {
  const { graph, engine, storage, node } = context;
  if (graph === undefined) throw new Error("the trainer has no graph");
  const sources = await encodedSources(context);
  const dataset = await datasetOf(context, graph.dataset);
  const table = await context.table(dataset.table);
  const rows = rowParts(table, sources);
  if (rows.train.length < FEWEST_ROWS) {
    throw new UserError(issue("too-few-rows", { node }, { rows: rows.train.length, needed: FEWEST_ROWS }));
  }
  const build: BuildGraph = (g, feeds, rowWeight) => {
    const recipe = { parts: graph.parts, end: graph.loss, implementations: graphImplementations };
    const loss = buildGraph(g, recipe, { feeds, rowWeight });
    if (loss.type !== "loss") throw new Error(`the trainer is wired to ${loss.type}`);
    return builtGraph(loss);
  };
  const job = {
    build,
    sources,
    rows,
    weights: table.weight ?? null,
    settings: params,
    seed: contentKey({ seed: context.seed, node: context.key }),
    hooks: hooksOf(context),
  };
  const trained = await engine.train(job, node);
  for (const warning of trained.issues) context.report.issue(warning);
  const modalities = new Map(table.columns.map(({ name, modality }) => [name, modality]));
  const modalityOf = (column: string): Modality => modalities.get(column) ?? "text";
  const { manifest, blob } = await engine.finish({ job, trained, inputs: servedInputs(sources, modalityOf) });
  await storage.checkpoints.remove(context.key);
  const report = await storage.putJson({ training: manifest.training, stopped: trained.stopped } as never);
  return {
    outputs: { model: { type: "model", manifest: blob, dataset }, report: { type: "report", report } },
  };
});

/** Every source of the graph by the name it has in the graph: "<node>.<source>". */
async function encodedSources({ graph, engine }: StepContext): Promise<{ [name: string]: EncodedSource }> {
  const wanted = (graph?.parts ?? []).flatMap(({ node, sources }) =>
    Object.entries(sources).map(([name, key]) => [`${node}.${name}`, key] as const),
  );
  const encoded = new Map<string, Promise<EncodedSource>>();
  for (const [, key] of wanted) if (!encoded.has(key)) encoded.set(key, engine.encoded(key));
  const entries = wanted.map(
    async ([name, key]) => [name, await (encoded.get(key) ?? engine.encoded(key))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function datasetOf({ storage }: StepContext, key: string): Promise<DatasetValue> {
  const result = await storage.results.get(key);
  const dataset = Object.values(result?.outputs ?? {}).find((output) => output.type === "dataset");
  if (dataset === undefined) throw new Error(`step ${key} left no dataset`);
  return dataset;
}

function hooksOf({ storage, key, signal, stopRequested, report }: StepContext): TrainHooks {
  return {
    signal,
    stopRequested,
    metric: (series, step, value) => report.metric({ series, step, value }),
    progress: (done, total, etaSeconds) => report.progress({ done, total, unit: "epochs", etaSeconds }),
    checkpoint: {
      read: () => storage.checkpoints.read(key),
      write: (parts) => storage.checkpoints.write(key, parts),
    },
  };
}
