/** Truth beside answers for the measured rows, in the words and units of the data. */
import { median, softmaxRows } from "@fuseline/metrics";
import { inUnits } from "@fuseline/runtime";
import { type Measured, truthOf } from "../define/measured.ts";
import type { ClassRows } from "./class-metrics.ts";
import type { MeasuredPart } from "./metric-number.ts";
import type { NumberRows } from "./number-metrics.ts";

type Forward = Parameters<Measured["forward"]>[0];

export function partOf({ rows, split, groups }: Measured, seed: number): MeasuredPart {
  return { rows: rows.length, split, seed, ...(groups === undefined ? {} : { groups }) };
}

export async function classRows(measured: Measured, options?: Forward): Promise<ClassRows> {
  const { head, sources } = measured.manifest;
  if (head.task !== "classes") throw new Error(`classes are not what a model for ${head.task} answers`);
  const target = Object.values(sources).find((source) => source.recipe === "class-target");
  const logits = (await measured.forward(options))[head.output]?.data ?? new Float32Array();
  return {
    labels: head.labels,
    counts: target?.recipe === "class-target" ? target.counts : head.labels.map(() => 1),
    probabilities: softmaxRows({ logits, classes: head.labels.length }, head.temperature),
    truth: truthOf(measured, "class-target") ?? [],
  };
}

/** One for each number the head predicts. */
export async function numberRows(measured: Measured, options?: Forward): Promise<readonly NumberRows[]> {
  const { head, sources } = measured.manifest;
  if (head.task !== "value") throw new Error(`numbers are not what a model for ${head.task} answers`);
  const answers = (await measured.forward(options))[head.output]?.data ?? new Float32Array();
  const target = Object.keys(sources).find((name) => sources[name]?.recipe === "number-target") ?? "";
  const stored = measured.arrays[target]?.value?.data;
  const width = head.names.length;
  return head.names.map((name, index) => {
    const truth = (row: number): number => inUnits(head, index, Number(stored?.[row * width + index] ?? 0));
    const learnt = measured.learnt.map(truth);
    return {
      name,
      truth: measured.rows.map(truth),
      given: measured.rows.map((_, place) => inUnits(head, index, answers[place * width + index] ?? 0)),
      guess: learnt.length > 0 ? median(learnt) : inUnits(head, index, 0),
    };
  });
}
