/** What went wrong, worst first: rows the model misses most surely, and rows whose label looks wrong. */
import { inUnits, softmax } from "@fuseline/runtime";
import type { Table } from "@fuseline/schema";
import { type Measured, measuredRows, truthOf } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { showErrors } from "./definition.ts";

/** Rows kept in the report; the rest can be measured again at any time. */
const MOST = 200;

interface Mistake {
  readonly row: number;
  readonly id: string;
  readonly loss: number;
  readonly given: string | number;
  readonly truth: string | number;
  readonly confidence?: number;
  /** The model is surer of its answer than it usually is of that class (confident learning, Northcutt 2021). */
  readonly likelyWrongLabel?: boolean;
}

export const showErrorsStep = implementStep(showErrors, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, inputs.model, params.rows);
  const mistakes =
    measured.manifest.head.task === "classes"
      ? await classMistakes(measured)
      : await numberMistakes(measured);
  const worst = [...mistakes].sort((a, b) => b.loss - a.loss).slice(0, MOST);
  const report = await context.storage.putJson({
    kind: "errors",
    rows: measured.rows.length,
    mistakes: worst,
  } as never);
  return { outputs: { report: { type: "report", report } } };
});

function idOf(table: Table, row: number): string {
  return table.row[row] ?? "";
}

async function classMistakes(measured: Measured): Promise<Mistake[]> {
  const { head } = measured.manifest;
  if (head.task !== "classes") return [];
  const logits = (await measured.forward())[head.output]?.data ?? new Float32Array();
  const truth = truthOf(measured, "class-target") ?? [];
  const width = head.labels.length;
  const probabilities = measured.rows.map((_, place) =>
    softmax(logits.subarray(place * width, (place + 1) * width), head.temperature),
  );
  const usual = usualConfidence(probabilities, truth, width);
  return measured.rows.flatMap((row, place): Mistake[] => {
    const chances = probabilities[place] ?? [];
    const given = chances.indexOf(Math.max(...chances));
    const right = truth[place] ?? 0;
    if (given === right) return [];
    const confidence = chances[given] ?? 0;
    return [
      {
        row,
        id: idOf(measured.table, row),
        loss: -Math.log(Math.max(1e-12, chances[right] ?? 0)),
        given: head.labels[given] ?? "",
        truth: head.labels[right] ?? "",
        confidence,
        likelyWrongLabel: confidence > (usual[given] ?? 1),
      },
    ];
  });
}

/** Mean probability of each class over the rows that truly are of it. */
function usualConfidence(
  probabilities: readonly (readonly number[])[],
  truth: readonly number[],
  classes: number,
): number[] {
  return Array.from({ length: classes }, (_, label) => {
    const own = probabilities
      .filter((_, place) => truth[place] === label)
      .map((chances) => chances[label] ?? 0);
    return own.length === 0 ? 1 : own.reduce((sum, chance) => sum + chance, 0) / own.length;
  });
}

async function numberMistakes(measured: Measured): Promise<Mistake[]> {
  const { head } = measured.manifest;
  if (head.task !== "value") return [];
  const answers = (await measured.forward())[head.output]?.data ?? new Float32Array();
  const source =
    Object.entries(measured.manifest.sources).find(([, { recipe }]) => recipe === "number-target")?.[0] ?? "";
  const truth = measured.arrays[source]?.value?.data;
  const width = head.names.length;
  return measured.rows.map((row, place) => {
    const [given, right] = [answers[place * width] ?? 0, Number(truth?.[row * width] ?? 0)];
    return {
      row,
      id: idOf(measured.table, row),
      loss: Math.abs(given - right),
      given: inUnits(head, 0, given),
      truth: inUnits(head, 0, right),
    };
  });
}
