/** The seven steps as a checklist of what is drawn and what has run. */
import type { Group, ResolvedNode } from "@fuseline/schema";
import type { NodeRun, NodeRuns } from "../run/node-run.ts";

export const STEPS = ["task", "encoders", "fusion", "data", "train", "check", "publish"] as const;
export type StepName = (typeof STEPS)[number];
export type StepMark = "open" | "done" | "now" | "attention" | "error";

export interface StepView {
  readonly name: StepName;
  readonly mark: StepMark;
  /** The first block it is about; null: none is drawn yet. */
  readonly node: string | null;
}

const GROUPS: { readonly [S in StepName]: readonly Group[] } = {
  task: ["head", "loss"],
  encoders: ["encoder", "adapter"],
  fusion: ["fusion"],
  data: ["data", "prepare"],
  train: ["train"],
  check: ["evaluate"],
  publish: ["publish"],
};
/** Steps that are done by running, not by drawing. */
const RUNS: ReadonlySet<StepName> = new Set(["train", "check"]);

export interface StepsScene {
  readonly nodes: readonly ResolvedNode[];
  readonly runs: NodeRuns;
  /** An endpoint of the name that the pipeline publishes under is there. */
  readonly published: boolean;
}

export function sevenSteps({ nodes, runs, published }: StepsScene): readonly StepView[] {
  return STEPS.map((name) => {
    const mine = nodes.filter(
      ({ definition }) => definition !== undefined && GROUPS[name].includes(definition.group),
    );
    const states = mine.map(({ id }) => runs[id] ?? { state: "none" as const });
    const worst = mine.find(({ id }) => runs[id]?.state === "error" || runs[id]?.state === "attention");
    const drawn = name === "fusion" ? mine.length > 0 || joinsNothing(nodes) : mine.length > 0;
    return { name, mark: markOf(name, states, { drawn, published }), node: worst?.id ?? mine[0]?.id ?? null };
  });
}

/** One kind of data needs no fusion. */
function joinsNothing(nodes: readonly ResolvedNode[]): boolean {
  return nodes.filter(({ definition }) => definition?.group === "encoder").length === 1;
}

function markOf(
  name: StepName,
  states: readonly NodeRun[],
  { drawn, published }: { readonly drawn: boolean; readonly published: boolean },
): StepMark {
  const some = (state: NodeRun["state"]): boolean => states.some((each) => each.state === state);
  if (some("error")) return "error";
  if (some("running")) return "now";
  if (some("attention")) return "attention";
  if (name === "publish") return published ? "done" : "open";
  if (!RUNS.has(name)) return drawn ? "done" : "open";
  return drawn && states.every(({ state }) => state === "done" || state === "reused") ? "done" : "open";
}
