/** From a template's document to the plan of a run. */
import { catalog } from "@fuseline/nodes";
import type { buildTemplate } from "@fuseline/nodes/templates";
import { makePlan, type PipelineDocument, type Plan, resolve } from "@fuseline/schema";

export interface TestPipeline {
  readonly document: PipelineDocument;
  readonly plan: Plan;
}

const ENGINES = { test: "1" };

export function planOf(built: ReturnType<typeof buildTemplate>): TestPipeline {
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const { document } = built.value;
  const made = makePlan(resolve(document, catalog), { engines: ENGINES });
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return { document, plan: made.value };
}
