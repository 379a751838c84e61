/** Is the right thing near the top: both directions over the pool of measured rows. */
import { firstRightRanks, type ScoreMatrix, searchQuality } from "@fuseline/metrics";
import type { PairSide } from "@fuseline/runtime";
import { issue, type Json, UserError } from "@fuseline/schema";
import { type Measured, measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { partOf } from "../measured-answers.ts";
import { direction, pairScores, turned } from "../pair-scores.ts";
import { retrievalMetrics } from "../retrieval-metrics.ts";
import { searchExamples } from "../search-examples.ts";
import { evaluateRetrieval } from "./definition.ts";

export const evaluateRetrievalStep = implementStep(evaluateRetrieval, async (context, { params, inputs }) => {
  const all = await measuredRows(context, { inputs, rows: params.rows });
  const pairs = await pairScores(all);
  if (pairs === null)
    throw new UserError(
      issue("split-empty", { node: context.node }, { part: params.rows, rows: all.table.row.length }),
    );
  const { measured, a, b, matrix } = pairs;
  const ways: readonly Way[] = [
    { name: direction(a, b), matrix, from: a, to: b },
    { name: direction(b, a), matrix: turned(matrix), from: b, to: a },
  ];
  const part = partOf(measured, context.seed);
  const metrics = Object.assign({}, ...ways.map((way) => retrievalMetrics(way.matrix, way.name, part)));
  const report = await context.storage.putJson({
    kind: "retrieval",
    pool: measured.rows.length,
    directions: ways.map((way) => described(way, measured)),
  });
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});

interface Way {
  readonly name: string;
  readonly matrix: ScoreMatrix;
  readonly from: PairSide;
  readonly to: PairSide;
}

function described({ name, matrix, from, to }: Way, measured: Measured): Json {
  return {
    name,
    quality: { ...searchQuality(matrix) },
    ranks: [...firstRightRanks(matrix)],
    examples: searchExamples(matrix, measured, { from, to }),
  };
}
