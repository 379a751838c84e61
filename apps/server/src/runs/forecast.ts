/** What pressing Run would do: which steps are in storage already, which have to run. */
import type { PipelineDocument, PlanStep } from "@fuseline/schema";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { planOf } from "./start-run.ts";

export const forecastShape = z.object({
  steps: z.array(
    z.object({
      key: z.string(),
      nodeIds: z.array(z.string()),
      step: z.enum(["node", "encode"]),
      reused: z.boolean(),
      /** What the step took when it ran; null where it never did. */
      seconds: z.number().nullable(),
    }),
  ),
  reused: z.number(),
  toRun: z.number(),
});

export async function forecast(
  services: Pick<Services, "catalog" | "engines" | "storage">,
  document: PipelineDocument,
): Promise<z.infer<typeof forecastShape>> {
  const { steps } = planOf(services, document);
  const described = await Promise.all(
    steps.map(async (step) => {
      const stored = await services.storage.results.get(step.key);
      return {
        key: step.key,
        nodeIds: nodeIdsOf(step),
        step: step.step,
        reused: stored !== null,
        seconds: stored?.seconds ?? null,
      };
    }),
  );
  const reused = described.filter((step) => step.reused).length;
  return { steps: described, reused, toRun: described.length - reused };
}

export function nodeIdsOf(step: PlanStep): string[] {
  const graph = step.step === "node" ? (step.graph?.parts.map(({ node }) => node) ?? []) : [];
  return [...new Set([...step.nodes, ...graph])];
}
