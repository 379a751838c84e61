/** What went wrong, worst first: rows the model misses most surely, and rows whose label looks wrong. */
import { type Measured, measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { givenClasses } from "../class-metrics.ts";
import { classRows, numberRows } from "../measured-answers.ts";
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
  const measured = await measuredRows(context, { inputs, rows: params.rows });
  const classes = measured.manifest.head.task === "classes";
  const mistakes = classes ? await classMistakes(measured) : await numberMistakes(measured);
  const worst = [...mistakes].sort((a, b) => b.loss - a.loss).slice(0, MOST);
  const report = await context.storage.putJson({
    kind: "errors",
    rows: measured.rows.length,
    mistakes: worst as never,
  });
  return { outputs: { report: { type: "report", report } } };
});

async function classMistakes(measured: Measured): Promise<Mistake[]> {
  const rows = await classRows(measured);
  const { labels, probabilities, truth } = rows;
  const chance = (place: number, label: number): number => probabilities[place * labels.length + label] ?? 0;
  const usual = labels.map((_, label) => {
    const own = truth.flatMap((one, place) => (one === label ? [chance(place, label)] : []));
    return own.length === 0 ? 1 : own.reduce((sum, one) => sum + one, 0) / own.length;
  });
  const given = givenClasses(rows);
  return measured.rows.flatMap((row, place): Mistake[] => {
    const [answer = 0, right = 0] = [given[place], truth[place]];
    if (answer === right) return [];
    const confidence = chance(place, answer);
    return [
      {
        row,
        id: measured.table.row[row] ?? "",
        loss: -Math.log(Math.max(1e-12, chance(place, right))),
        given: labels[answer] ?? "",
        truth: labels[right] ?? "",
        confidence,
        likelyWrongLabel: confidence > (usual[answer] ?? 1),
      },
    ];
  });
}

/** Of several numbers the first is looked at; its error is the loss, in its own units. */
async function numberMistakes(measured: Measured): Promise<Mistake[]> {
  const [target] = await numberRows(measured);
  return measured.rows.map((row, place) => {
    const [given, truth] = [target?.given[place] ?? 0, target?.truth[place] ?? 0];
    return { row, id: measured.table.row[row] ?? "", loss: Math.abs(given - truth), given, truth };
  });
}
