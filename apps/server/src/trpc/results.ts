/** Procedures that show what steps left: pages of tables, reports. */
import type { StepValue } from "@fuseline/schema";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { Refusal } from "../border/refusal.ts";
import { ownerProcedure, router } from "./procedure.ts";
import { columnShape, rowShape, split, tableRows } from "./table-rows.ts";

/** A result is named by its step's content key and the port it came out of. */
const stepOutput = z.object({ key: z.string().regex(/^[0-9a-f-]{8,128}$/), port: z.string() });
export const results = router({
  /** Rows of a dataset; pictures are blobs to be fetched from /media. */
  page: ownerProcedure
    .input(
      stepOutput.extend({
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(50),
        split: split.optional(),
      }),
    )
    .output(
      z.object({
        total: z.number(),
        columns: z.array(columnShape),
        rows: z.array(rowShape),
      }),
    )
    .query(async ({ input, ctx: { services } }) => {
      const value = await outputOf(services, input);
      if (value.type !== "dataset") throw noResult(input, "dataset");
      const table = await services.tables.read(value.table);
      const places = table.row.map((_, place) => place);
      const wanted =
        input.split === undefined ? places : places.filter((place) => table.split?.[place] === input.split);
      return {
        total: wanted.length,
        columns: table.columns.map(({ name, modality, several }) => ({ name, modality, several })),
        rows: tableRows(table, wanted.slice(input.offset, input.offset + input.limit)),
      };
    }),

  /** Chosen rows of the data that a model was trained and measured on. */
  modelRows: ownerProcedure
    .input(stepOutput.extend({ places: z.array(z.number().int().min(0)).max(500) }))
    .output(z.object({ columns: z.array(columnShape), rows: z.array(rowShape) }))
    .query(async ({ input, ctx: { services } }) => {
      const value = await outputOf(services, input);
      if (value.type !== "model") throw noResult(input, "model");
      const table = await services.tables.read(value.dataset.table);
      return {
        columns: table.columns.map(({ name, modality, several }) => ({ name, modality, several })),
        rows: tableRows(table, input.places),
      };
    }),

  report: ownerProcedure
    .input(stepOutput)
    .output(z.json())
    .query(async ({ input, ctx: { services } }) => {
      const value = await outputOf(services, input);
      if (value.type !== "report") throw noResult(input, "report");
      return (await services.storage.readJson(value.report)) as z.infer<ReturnType<typeof z.json>>;
    }),

  /** What a trained model is: inputs, head, training record with its curves. */
  model: ownerProcedure
    .input(stepOutput)
    .output(z.json())
    .query(async ({ input, ctx: { services } }) => {
      const value = await outputOf(services, input);
      if (value.type !== "model") throw noResult(input, "model");
      return (await services.storage.readJson(value.manifest)) as z.infer<ReturnType<typeof z.json>>;
    }),

  /** Every output of a step, with its numbers; null where the step has not been done. */
  step: ownerProcedure
    .input(stepOutput.pick({ key: true }))
    .output(
      z
        .object({
          seconds: z.number(),
          runId: z.string(),
          outputs: z.record(z.string(), z.object({ type: z.string() })),
          metrics: z.record(z.string(), z.unknown()),
          issues: z.array(z.unknown()),
        })
        .nullable(),
    )
    .query(async ({ input, ctx: { services } }) => {
      const stored = await services.storage.results.get(input.key);
      if (stored === null) return null;
      const { seconds, runId, outputs, metrics, issues } = stored;
      return {
        seconds,
        runId,
        outputs: { ...outputs },
        metrics: { ...metrics },
        issues: [...(issues ?? [])],
      };
    }),
});

async function outputOf({ storage }: Services, wanted: z.infer<typeof stepOutput>): Promise<StepValue> {
  const value = (await storage.results.get(wanted.key))?.outputs[wanted.port];
  if (value === undefined) throw noResult(wanted, "result");
  return value;
}

function noResult({ key, port }: z.infer<typeof stepOutput>, what: string): Refusal {
  return new Refusal("not-found", {
    facts: { what: `${what} ${port} of step ${key.slice(0, 12)}` },
    where: "key",
  });
}
