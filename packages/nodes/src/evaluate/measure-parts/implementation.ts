/** What each part gives: the metric for every subset of parts, with each part shuffled, and Shapley values. */
import {
  ablationDrops,
  mean,
  type Numbers,
  quantile,
  resampledRows,
  rSquared,
  shapleyValues,
  subsetsOf,
} from "@fuseline/metrics";
import { isSupervision, recipeColumns } from "@fuseline/runtime";
import { issue } from "@fuseline/schema";
import { type Measured, measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { givenClasses } from "../class-metrics.ts";
import { classRows, numberRows, partOf } from "../measured-answers.ts";
import { bootstrapped, type MeasuredPart, type Metrics } from "../metric-number.ts";
import { measureParts } from "./definition.ts";
import { shuffledRows } from "./shuffled-rows.ts";

/** The metric of some rows, by place among the measured ones. */
type Score = (rows: Numbers) => number;

export const measurePartsStep = implementStep(measureParts, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, { inputs, rows: params.rows });
  const part = partOf(measured, context.seed);
  const parts = partsOf(measured);
  const names = [...parts.keys()];
  const metric = measured.manifest.head.task === "value" ? "r2" : "accuracy";
  const scores = new Map<string, Score>();
  const total = 2 ** names.length + names.length;
  for (const subset of subsetsOf(names)) {
    const absent = names.filter((name) => !subset.includes(name));
    const hidden = new Set(absent.flatMap((name) => [...(parts.get(name)?.columns ?? [])]));
    scores.set(named(subset), await scoreOf(measured, { hidden }));
    context.report.progress({ done: scores.size, total, unit: "subsets" });
  }
  const everyRow = measured.rows.map((_, place) => place);
  const shuffled: { [part: string]: number } = {};
  for (const [name, { sources }] of parts) {
    const rows = shuffledRows(measured.rows, `${context.key}/${name}`);
    shuffled[name] = (await scoreOf(measured, { exchanged: { sources, rows } }))(everyRow);
  }
  const scored = (subset: readonly string[]): Score =>
    scores.get(named(names.filter((name) => subset.includes(name)))) ?? (() => Number.NaN);
  const value = (subset: readonly string[]): number => scored(subset)(everyRow);
  const intervals = dropIntervals(names, scored, part);
  for (const name of names) {
    const { low, high } = intervals[name] ?? { low: 0, high: 0 };
    // Two digits are what an interval is worth.
    const facts = { part: name, metric, low: Number(low.toPrecision(2)), high: Number(high.toPrecision(2)) };
    if (names.length > 1 && low <= 0 && high >= 0)
      context.report.issue(issue("part-adds-nothing", { node: context.node }, facts, "hint"));
  }
  const metrics: Metrics = bootstrapped(
    (rows) => Object.fromEntries([...scores].map(([subset, score]) => [`${metric}.${subset}`, score(rows)])),
    part,
  );
  const report = {
    kind: "parts",
    metric,
    parts: names,
    subsets: Object.fromEntries([...scores].map(([subset, score]) => [subset, score(everyRow)])),
    subsetIntervals: Object.fromEntries(
      [...scores.keys()].flatMap((subset) => {
        const { low, high } = metrics[`${metric}.${subset}`] ?? {};
        return low === undefined || high === undefined ? [] : [[subset, { low, high }]];
      }),
    ),
    drops: ablationDrops(names, value),
    dropIntervals: intervals,
    shapley: shapleyValues(names, value),
    shuffled,
    rows: measured.rows.length,
  };
  const blob = await context.storage.putJson(report);
  return {
    outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report: blob } },
    parts: report,
  };
});

/** Parts in their order joined by a plus; "none" when all are hidden. */
function named(subset: readonly string[]): string {
  return subset.length === 0 ? "none" : subset.join("+");
}

interface PartSources {
  readonly columns: Set<string>;
  readonly sources: Set<string>;
}

/** Parts are what a person would leave out: all photos together, all table columns together, each text. */
function partsOf(measured: Measured): Map<string, PartSources> {
  const parts = new Map<string, PartSources>();
  for (const [source, recipe] of Object.entries(measured.manifest.sources)) {
    if (isSupervision(recipe)) continue;
    const columns = recipeColumns(recipe);
    const name = recipe.recipe === "table" ? "table" : columns.length > 1 ? "photos" : (columns[0] ?? source);
    const part = parts.get(name) ?? { columns: new Set(), sources: new Set() };
    for (const column of columns) part.columns.add(column);
    part.sources.add(source);
    parts.set(name, part);
  }
  return parts;
}

/** One forward pass; afterwards the metric of any of its rows costs nothing. */
async function scoreOf(measured: Measured, options: Parameters<Measured["forward"]>[0]): Promise<Score> {
  if (measured.manifest.head.task === "classes") {
    const rows = await classRows(measured, options);
    const given = givenClasses(rows);
    const right = rows.truth.map((label, place) => (given[place] === label ? 1 : 0));
    return (places) => mean(Array.from(places, (place) => right[place] ?? 0));
  }
  const [target] = await numberRows(measured, options);
  const { truth, given } = target ?? { truth: [], given: [] };
  const of = (list: readonly number[], places: Numbers): number[] =>
    Array.from(places, (place) => list[place] ?? 0);
  return (places) => rSquared(of(truth, places), of(given, places));
}

/** Full − without, over the same draws of rows: what the part brings, and whether it could be nothing. */
function dropIntervals(
  names: readonly string[],
  scored: (subset: readonly string[]) => Score,
  part: MeasuredPart,
): { readonly [part: string]: { readonly low: number; readonly high: number } } {
  const draws = new Map(names.map((name): [string, number[]] => [name, []]));
  for (const rows of resampledRows(part.rows, part)) {
    const full = scored(names)(rows);
    for (const name of names) {
      const drop = full - scored(names.filter((other) => other !== name))(rows);
      if (Number.isFinite(drop)) draws.get(name)?.push(drop);
    }
  }
  return Object.fromEntries(
    [...draws].map(([name, drops]) => [name, { low: quantile(drops, 0.025), high: quantile(drops, 0.975) }]),
  );
}
