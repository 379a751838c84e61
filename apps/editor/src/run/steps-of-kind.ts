/** The steps of a run's plan that stand for blocks of one kind. */
import { z } from "zod";

const plan = z.object({ steps: z.array(z.object({ key: z.string(), kind: z.string().optional() })) });

/** @param answer a plan as the server sends it @returns keys, in the order of the plan */
export function stepsOfKind(answer: unknown, kind: string): readonly string[] {
  const read = plan.safeParse(answer);
  return read.success ? read.data.steps.flatMap((step) => (step.kind === kind ? [step.key] : [])) : [];
}
