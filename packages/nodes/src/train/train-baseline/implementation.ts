/** What can be had in seconds from ready features: a probe or a ridge, measured beside always giving the same answer. */
import type { EncodedSource, RowParts } from "@fuseline/runtime";
import type { ModelValue, Table } from "@fuseline/schema";
import { encodedSources, graphDataset } from "../../define/encoded-sources.ts";
import { onCanvas } from "../../define/graph-scope.ts";
import { firstOf } from "../../define/infer.ts";
import { measuredRows } from "../../define/measured.ts";
import { implementStep, type StepContext } from "../../define/step.ts";
import { measuredMetrics } from "../../evaluate/measured-metrics.ts";
import type { Metrics } from "../../evaluate/metric-number.ts";
import { enoughRows, rowParts } from "../rows.ts";
import { storedModel } from "../stored-model.ts";
import { baselineGraph, baselineParameters, TARGET } from "./baseline-graph.ts";
import { BASELINE_METRICS, trainBaseline } from "./definition.ts";
import { drawn } from "./folds.ts";
import { solve } from "./solve.ts";
import { standardisedFeatures } from "./standardised.ts";

/** Training rows that are looked at: more make it slower, hardly better. */
const MOST_ROWS = 4_000;

export const trainBaselineStep = implementStep(trainBaseline, async (context, { params }) => {
  const { features: wired, engine, node, key } = context;
  if (wired === undefined) throw new Error("the baseline has no features");
  const started = performance.now();
  const dataset = await graphDataset(context, wired);
  const table = await context.table(dataset.table);
  const target = await targetOf(context, table);
  const sources = {
    ...(await encodedSources(context, wired)),
    ...(target === null ? {} : { [TARGET]: target }),
  };
  const rows = learntFrom(rowParts(table, sources), key);
  enoughRows(rows, node);
  const job = { sources, rows };
  try {
    const parts = await standardisedFeatures(engine, wired, job);
    const solution = await solve(context, { parts, rows: rows.train, target, strength: params.strength });
    const build = baselineGraph(wired, parts);
    const { weight, bias, method, strength } = solution;
    const trained = {
      parameters: baselineParameters(solution),
      epochs: 0,
      bestEpoch: 0,
      steps: 0,
      seconds: (performance.now() - started) / 1000,
      curves: {},
      size: weight.length + bias.length,
      settings: { batch: rows.train.length, rate: 0, optimiser: `${method}, λ ${strength}` },
    };
    const { model } = await storedModel(context, { job: { ...job, build }, trained, dataset });
    const metrics = await metricsOf(context, model, rows);
    return { outputs: { model, metrics: { type: "metrics", metrics } }, metrics: summary(metrics) };
  } catch (error) {
    throw onCanvas(error, wired.parts);
  }
});

/** The answers as an encode step would leave them; null where the features are a pair. */
async function targetOf({ types, engine, runId }: StepContext, table: Table): Promise<EncodedSource | null> {
  const column = firstOf(types.target ?? [], "column")?.source;
  if (column === undefined) return null;
  const number = column.modality === "number";
  const spec = number
    ? ({ source: "number-target", columns: [column], scale: "auto" } as const)
    : ({ source: "class-target", column } as const);
  return engine.target({ spec, table, runId });
}

/** Folds choose what validation rows would, so those are learnt from too. */
function learntFrom({ train, validation, test }: RowParts, seed: string): RowParts {
  const all = [...train, ...validation];
  const places = all.length <= MOST_ROWS ? [...all.keys()] : drawn(all.length, MOST_ROWS, seed);
  return { train: places.map((place) => all[place] ?? 0), validation: [], test };
}

/** Nothing where no test rows were set aside. */
async function metricsOf(context: StepContext, model: ModelValue, rows: RowParts): Promise<Metrics> {
  if (rows.test.length === 0) return {};
  const measured = await measuredRows(context, { inputs: { model: [model], data: [] }, rows: "test" });
  return measuredMetrics(measured, context.seed);
}

/** Under a name of its own, so that a run's summary shows it beside the trained model's number. */
function summary(metrics: Metrics): Metrics {
  const shown: readonly string[] = Object.values(BASELINE_METRICS).flat();
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, metric]) =>
      shown.includes(name.split(".")[0] ?? "") ? [[`baseline.${name}`, metric]] : [],
    ),
  );
}
