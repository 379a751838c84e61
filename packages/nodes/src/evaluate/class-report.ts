/** What there is to look at about chosen classes: confusion, curves, reliability, every answer. */
import { classScores, confusionMatrix, reliabilityBins, thresholdCurve } from "@fuseline/metrics";
import type { Issue, Json } from "@fuseline/schema";
import { issue } from "@fuseline/schema";
import { type ClassRows, commonestClass, givenClasses } from "./class-metrics.ts";

/** Curves are drawn for the classes with most rows, by at most so many points each. */
const CURVES = 12;
const POINTS = 60;
/** One answer for more rows than this is no answer. */
const COLLAPSED = 0.95;
const FEWEST_ROWS = 20;

export function classReport(rows: ClassRows, places: readonly number[]): Json {
  const { labels, probabilities, truth } = rows;
  const given = givenClasses(rows);
  const matrix = confusionMatrix(truth, given, labels.length);
  const confidence = given.map((label, row) => probabilities[row * labels.length + label] ?? 0);
  const report = {
    kind: "classes",
    labels,
    rows: truth.length,
    commonest: labels[commonestClass(rows)] ?? "",
    matrix,
    classes: classScores(matrix).map((score, label) => ({ label: labels[label], ...score })),
    reliability: reliabilityBins(
      confidence,
      truth.map((label, row) => (given[row] === label ? 1 : 0)),
    ),
    curves: curvesOf(rows),
    answers: places.map((row, place) => ({
      row,
      given: given[place],
      truth: truth[place],
      confidence: confidence[place],
    })),
  };
  // Undefined ratios (0/0) are no JSON: they become null.
  return JSON.parse(JSON.stringify(report));
}

/** Counts at falling thresholds; both the ROC and the precision–recall curve follow from them. */
function curvesOf({ labels, probabilities, truth }: ClassRows) {
  const frequent = [...labels.keys()]
    .map((label) => ({ label, rows: truth.filter((one) => one === label).length }))
    .filter(({ rows }) => rows > 0 && rows < truth.length)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, CURVES);
  return frequent.map(({ label }) => {
    const scores = truth.map((_, row) => probabilities[row * labels.length + label] ?? 0);
    const { points, positives, negatives } = thresholdCurve(
      scores,
      truth.map((one) => (one === label ? 1 : 0)),
    );
    const stride = Math.max(1, Math.ceil(points.length / POINTS));
    const shown = points.filter((_, place) => place % stride === 0 || place === points.length - 1);
    return {
      label: labels[label],
      positives,
      negatives,
      points: shown.map(({ threshold, truePositives, falsePositives }) => [
        threshold,
        truePositives,
        falsePositives,
      ]),
    };
  });
}

/** `metric-undefined` for classes without rows, `prediction-collapsed` when hardly anything else is ever answered. */
export function classWarnings(rows: ClassRows, node: string): Issue[] {
  const { labels, truth } = rows;
  const missing = labels.filter((_, label) => !truth.includes(label));
  const given = givenClasses(rows);
  const share = (list: readonly number[], label: number): number =>
    list.filter((one) => one === label).length / list.length;
  const [top] = [...labels.keys()].sort((a, b) => share(given, b) - share(given, a));
  const collapsed =
    truth.length >= FEWEST_ROWS &&
    top !== undefined &&
    share(given, top) > COLLAPSED &&
    share(truth, top) <= COLLAPSED;
  return [
    ...(missing.length === 0
      ? []
      : [issue("metric-undefined", { node }, { metric: "recall", label: listed(missing) }, "warning")]),
    ...(collapsed
      ? [
          issue(
            "prediction-collapsed",
            { node },
            { answer: labels[top] ?? "", share: share(given, top) },
            "warning",
          ),
        ]
      : []),
  ];
}

const LISTED = 5;

function listed(names: readonly string[]): string {
  const rest = names.length - LISTED;
  return names.slice(0, LISTED).join(", ") + (rest > 0 ? ` (+${rest})` : "");
}
