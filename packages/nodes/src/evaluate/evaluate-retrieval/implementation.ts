/** Is the right thing near the top: both directions over the pool of measured rows. */
import { chanceRecall, firstRightRanks, type ScoreMatrix, searchQuality } from "@fuseline/metrics";
import { issue, type MetricNumber, UserError } from "@fuseline/schema";
import { type Measured, measuredRows, truthOf } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { bootstrapped, shareOf } from "../metric-number.ts";
import { evaluateRetrieval } from "./definition.ts";

const CUTOFFS = [1, 5, 10] as const;

export const evaluateRetrievalStep = implementStep(evaluateRetrieval, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, inputs.model, params.rows);
  const { head } = measured.manifest;
  if (head.task !== "pairs") throw new Error(`cannot measure search of ${head.task}`);
  if (measured.rows.length === 0)
    throw new UserError(
      issue("split-empty", { node: context.node }, { part: params.rows, rows: measured.table.row.length }),
    );
  const matrix = await scoresOf(measured, { a: head.a.output, b: head.b.output });
  const names = {
    rows: `${direction(head.a.modality)}To${capital(direction(head.b.modality))}`,
    columns: `${direction(head.b.modality)}To${capital(direction(head.a.modality))}`,
  };
  const metrics = {
    ...directionMetrics(matrix, { name: names.rows, measured, seed: context.seed }),
    ...directionMetrics(transposed(matrix), { name: names.columns, measured, seed: context.seed }),
  };
  const report = await context.storage.putJson({
    kind: "retrieval",
    pool: measured.rows.length,
    directions: [
      { name: names.rows, quality: searchQuality(matrix), ranks: firstRightRanks(matrix) },
      {
        name: names.columns,
        quality: searchQuality(transposed(matrix)),
        ranks: firstRightRanks(transposed(matrix)),
      },
    ],
  } as never);
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});

async function scoresOf(measured: Measured, sides: { a: string; b: string }): Promise<ScoreMatrix> {
  const outputs = await measured.forward();
  const [a, b] = [outputs[sides.a], outputs[sides.b]];
  if (a === undefined || b === undefined) throw new Error("the model gave no vectors");
  const count = measured.rows.length;
  const scores = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let k = 0; k < a.width; k++)
        sum += (a.data[i * a.width + k] ?? 0) * (b.data[j * a.width + k] ?? 0);
      scores[i * count + j] = sum;
    }
  }
  const keys = truthOf(measured, "pair-key") ?? measured.rows;
  return { scores, rowKeys: keys, columnKeys: keys };
}

function transposed({ scores, rowKeys, columnKeys }: ScoreMatrix): ScoreMatrix {
  const [height, width] = [rowKeys.length, columnKeys.length];
  const turned = Float64Array.from(
    { length: height * width },
    (_, place) => scores[(place % height) * width + Math.floor(place / height)] ?? 0,
  );
  return { scores: turned, rowKeys: columnKeys, columnKeys: rowKeys };
}

interface Direction {
  readonly name: string;
  readonly measured: Measured;
  readonly seed: number;
}

function directionMetrics(
  matrix: ScoreMatrix,
  { name, measured, seed }: Direction,
): { [metric: string]: MetricNumber } {
  const ranks = firstRightRanks(matrix);
  const part = { rows: ranks.length, split: measured.split };
  const pool = matrix.columnKeys.length;
  const recall = CUTOFFS.map((k): [string, MetricNumber] => [
    `recall@${k}.${name}`,
    shareOf(ranks.filter((rank) => rank <= k).length, part, { pool, chance: chanceRecall(k, pool) }),
  ]);
  const reciprocal = bootstrapped(
    (chosen) =>
      Array.from(chosen, (place) => 1 / (ranks[place] ?? pool)).reduce((sum, value) => sum + value, 0) /
      chosen.length,
    { ...part, seed },
    { pool },
  );
  return { ...Object.fromEntries(recall), [`mrr.${name}`]: reciprocal };
}

/** Modalities as directions name them. */
function direction(modality: string): string {
  return modality === "category" ? "text" : modality;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
