/** Which steps of a run's plan left a report, and the model each of them looked at. */
import { z } from "zod";

const place = z.object({ key: z.string(), port: z.string() });
const step = z.discriminatedUnion("step", [
  z.object({
    step: z.literal("node"),
    key: z.string(),
    kind: z.string(),
    inputs: z.record(z.string(), z.array(place)),
  }),
  z.object({ step: z.literal("encode"), key: z.string() }),
]);
const plan = z.object({ steps: z.array(step) });

export interface ReportStep {
  readonly key: string;
  readonly kind: string;
  /** Where the model came from that it measured. */
  readonly model: { readonly key: string; readonly port: string };
}

/** Kinds of nodes that leave a report about a model. */
const KINDS = ["evaluate-classes", "evaluate-number", "evaluate-retrieval", "measure-parts", "show-errors"];

export function reportSteps(answer: unknown): readonly ReportStep[] {
  const read = plan.safeParse(answer);
  if (!read.success) return [];
  return read.data.steps.flatMap((each) => {
    if (each.step !== "node" || !KINDS.includes(each.kind)) return [];
    const model = each.inputs.model?.[0];
    return model === undefined ? [] : [{ key: each.key, kind: each.kind, model }];
  });
}
