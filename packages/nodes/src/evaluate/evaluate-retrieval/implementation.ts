/** Is the right thing near the top: both directions over the pool of measured rows. */
import { firstRightRanks, searchQuality } from "@fuseline/metrics";
import { issue, UserError } from "@fuseline/schema";
import { measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { measuredMetrics } from "../measured-metrics.ts";
import { pairScores, searchWays } from "../pair-scores.ts";
import { searchExamples } from "../search-examples.ts";
import { evaluateRetrieval } from "./definition.ts";

export const evaluateRetrievalStep = implementStep(evaluateRetrieval, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, { inputs, rows: params.rows });
  const pairs = await pairScores(measured);
  if (pairs === null)
    throw new UserError(
      issue("split-empty", { node: context.node }, { part: params.rows, rows: measured.table.row.length }),
    );
  const metrics = await measuredMetrics(measured, context.seed);
  const report = await context.storage.putJson({
    kind: "retrieval",
    pool: pairs.measured.rows.length,
    directions: searchWays(pairs).map((way) => ({
      name: way.name,
      quality: { ...searchQuality(way.matrix) },
      ranks: [...firstRightRanks(way.matrix)],
      examples: searchExamples(way, pairs.measured),
    })),
  });
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});
