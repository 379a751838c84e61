/** Trains the graph that ends in the loss, stores the model, and tells what it learnt by. */
import type { BuildGraph, TrainedModel, TrainHooks } from "@fuseline/runtime";
import { contentKey, type Issue, issue } from "@fuseline/schema";
import { buildGraph } from "../../define/build-graph.ts";
import { encodedSources, graphDataset } from "../../define/encoded-sources.ts";
import { onCanvas } from "../../define/graph-scope.ts";
import { implementStep, type StepContext } from "../../define/step.ts";
import { graphImplementations } from "../../graph-implementations.ts";
import { builtGraph } from "../head-draft.ts";
import { enoughRows, rowParts } from "../rows.ts";
import { storedModel } from "../stored-model.ts";
import { trainModel } from "./definition.ts";

export const trainModelStep = implementStep(trainModel, async (context, { params }) => {
  const { graph, engine, storage, node } = context;
  if (graph === undefined) throw new Error("the trainer has no graph");
  const sources = await encodedSources(context, graph);
  const dataset = await graphDataset(context, graph);
  const table = await context.table(dataset.table);
  const rows = rowParts(table, sources);
  enoughRows(rows, node);
  const build: BuildGraph = (g, feeds, rowWeight) => {
    const recipe = { parts: graph.parts, implementations: graphImplementations };
    const loss = buildGraph(g, recipe, { feeds, rowWeight })(graph.loss);
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
  const trained = await engine.train(job, node).catch((error: unknown) => {
    throw onCanvas(error, graph.parts);
  });
  for (const warning of [...trained.issues, ...noImprovement(trained, context)])
    context.report.issue(warning);
  const { manifest, model } = await storedModel(context, { job, trained, dataset });
  await storage.checkpoints.remove(context.key);
  const report = await storage.putJson({ training: manifest.training, stopped: trained.stopped } as never);
  return { outputs: { model, report: { type: "report", report } } };
});

/** Patience ended it before a second epoch was better than the first: nothing was learnt that could be checked. */
function noImprovement(trained: TrainedModel, { node }: StepContext): Issue[] {
  const { stopped, bestEpoch, settings } = trained;
  if (stopped !== "patience" || bestEpoch > 1) return [];
  return [issue("no-improvement", { node }, { epochs: settings.patience, best: bestEpoch }, "warning")];
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
