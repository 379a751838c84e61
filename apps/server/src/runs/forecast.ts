/** What pressing Run would do: which steps are in storage already, which have to run, why and for how long. */
import { describePlan, type Plan } from "@fuseline/schema";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { type DocumentSource, documentOf } from "./open-document.ts";
import { planOf, type RunRequest } from "./start-run.ts";

const reason = z.discriminatedUnion("why", [
  z.object({ why: z.literal("never-run") }),
  z.object({ why: z.literal("result-missing") }),
  z.object({ why: z.literal("params-changed"), params: z.array(z.string()) }),
  z.object({ why: z.literal("wires-changed") }),
  z.object({ why: z.literal("upstream-changed") }),
  z.object({ why: z.literal("seed-changed") }),
  z.object({ why: z.literal("software-changed") }),
]);

export const forecastShape = z.object({
  steps: z.array(
    z.object({
      key: z.string(),
      nodes: z.array(z.string()),
      /** Null: the stored result is reused. */
      reason: reason.nullable(),
      /** What this step took the last time it ran; null where it never did. */
      seconds: z.number().nullable(),
    }),
  ),
  reused: z.number(),
  toRun: z.number(),
});

type Needed = Pick<Services, "catalog" | "engines" | "storage" | "database">;

export async function forecast(services: Needed, source: RunRequest): Promise<z.infer<typeof forecastShape>> {
  const plan = planOf(services, await documentOf(services, source), source.until);
  const previous = await previousPlan(services, source);
  const stored = await services.storage.results.has(plan.steps.map(({ key }) => key));
  const described = describePlan(plan, stored, previous ?? undefined);
  const steps = await Promise.all(
    described.steps.map(async ({ key, nodes, reason: why }) => ({
      key,
      nodes: [...nodes],
      reason: why === null ? null : "params" in why ? { ...why, params: [...why.params] } : why,
      seconds: await lastSeconds(services, { key, nodes: [...nodes] }, previous),
    })),
  );
  return { steps, reused: described.reused, toRun: described.toRun };
}

/** What ran last, node by node: a run up to one node says nothing of those behind it, the last to the end does. */
async function previousPlan({ database }: Needed, source: DocumentSource): Promise<Plan | null> {
  if (!("pipelineId" in source)) return null;
  const { pipelineId } = source;
  const [own] = await database.runs.list({ pipelineId, limit: 1 });
  // A variant that has never run differs from what it comes from.
  const [last] = own === undefined ? await database.runs.list({ pipelineId, family: true, limit: 1 }) : [own];
  if (last === undefined) return null;
  const [whole] =
    last.until === null ? [] : await database.runs.list({ pipelineId, family: true, whole: true, limit: 1 });
  const plans = await Promise.all(
    [last, ...(whole === undefined ? [] : [whole])].map(
      async ({ id }) => (await database.runs.get(id))?.plan,
    ),
  );
  return plans.reduce<Plan | null>(
    (newer, older) => (older === undefined ? newer : withOlder(newer, older)),
    null,
  );
}

/** A node that ran in the newer is as it was there. */
function withOlder(newer: Plan | null, older: Plan): Plan {
  if (newer === null) return older;
  const ran = new Set(newer.steps.flatMap(({ nodes }) => nodes));
  const others = older.steps.filter(({ nodes }) => !nodes.some((id) => ran.has(id)));
  return { ...newer, steps: [...newer.steps, ...others] };
}

/** A step that changed takes about as long as the one it replaces. */
async function lastSeconds(
  { storage }: Needed,
  step: { readonly key: string; readonly nodes: readonly string[] },
  previous: Plan | null,
): Promise<number | null> {
  const own = await storage.results.get(step.key);
  if (own !== null) return own.seconds;
  const before = previous?.steps.find(({ nodes }) => nodes.some((id) => step.nodes.includes(id)));
  return before === undefined ? null : ((await storage.results.get(before.key))?.seconds ?? null);
}
