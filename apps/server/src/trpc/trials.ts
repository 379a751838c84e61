/** Procedures that try a finished run's model before it is published: by hand, or on rows it has never seen. */
import type { Table } from "@fuseline/schema";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { rowOf } from "../publishing/trained-model.ts";
import { type ServeRecord, servedInput, servedOutput } from "../serving/serve-record.ts";
import { answerCall } from "../v1/answer-call.ts";
import { predictReply } from "../v1/describe-outputs.ts";
import { checkedCall, readJson } from "../v1/read-request.ts";
import { ownerProcedure, router } from "./procedure.ts";
import { cell, tableRows } from "./table-rows.ts";

const ofRun = z.object({ runId: z.string() });

export const trials = router({
  /** What the model takes and gives. */
  describe: ownerProcedure
    .input(ofRun)
    .output(z.object({ inputs: z.array(servedInput), output: servedOutput }))
    .query(async ({ input: { runId }, ctx: { services } }) => {
      const { serve } = await services.trials.open(runId);
      return { inputs: serve.inputs, output: serve.output };
    }),

  /** Test rows; of a model without a test part, any rows. */
  examples: ownerProcedure
    .input(
      ofRun.extend({
        limit: z.number().int().min(1).max(100).default(12),
        skip: z.number().int().min(0).default(0),
      }),
    )
    .output(
      z.object({
        total: z.number(),
        columns: z.array(z.string()),
        rows: z.array(z.object({ place: z.number(), cells: z.array(cell) })),
      }),
    )
    .query(async ({ input: { runId, limit, skip }, ctx: { services } }) => {
      const table = await tableOf(services, runId);
      const all = table.row.map((_, place) => place);
      const test = all.filter((place) => table.split?.[place] === "test");
      const held = test.length === 0 ? all : test;
      // Spread over the whole part: neighbours in a table are often alike.
      const step = Math.max(1, Math.floor(held.length / limit));
      const places = Array.from(
        { length: Math.min(limit, held.length) },
        (_, at) => held[(at * step + skip) % held.length] ?? 0,
      );
      return {
        total: held.length,
        columns: table.columns.map(({ name }) => name),
        rows: tableRows(table, places).map(({ place, cells }) => ({ place, cells })),
      };
    }),

  /** One answer, read and checked as the published endpoint would. */
  ask: ownerProcedure
    .input(
      ofRun.extend({
        inputs: z.record(z.string(), z.unknown()),
        /** Columns taken from a row of the data, in place of what `inputs` says. */
        from: z.object({ place: z.number().int().min(0), columns: z.array(z.string()) }).optional(),
        count: z.number().int().optional(),
      }),
    )
    .output(predictReply.pick({ outputs: true, ms: true }))
    .mutation(async ({ input: { runId, inputs, from, count }, ctx: { services } }) => {
      const { serve } = await services.trials.open(runId);
      const start = performance.now();
      const call = readJson({ inputs, ...(count === undefined ? {} : { count }) }, serve);
      const stored =
        from === undefined
          ? {}
          : rowOf(await tableOf(services, runId), from.place, inputsAmong(serve, from.columns));
      const version = { serve, mediaUrl: ({ blob }: { blob: string }) => `/media/${blob}` };
      const whole = checkedCall({ ...call, row: { ...call.row, ...stored } }, serve);
      const outputs = await answerCall(services.answering, version, whole);
      return { outputs, ms: Math.round((performance.now() - start) * 100) / 100 };
    }),
});

/** The answer itself is never sent along. */
function inputsAmong({ inputs }: ServeRecord, columns: readonly string[]): readonly string[] {
  return inputs.map(({ column }) => column).filter((column) => columns.includes(column));
}

async function tableOf({ trials, tables }: Services, runId: string): Promise<Table> {
  const { model } = await trials.open(runId);
  return tables.read(model.dataset.table);
}
