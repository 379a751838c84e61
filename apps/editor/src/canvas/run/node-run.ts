/** What a card says of runs: of the run that is going on, else of what pressing Run would do. */
import {
  type Issue,
  isError,
  isTrainer,
  type Progress,
  type Resolved,
  type RunReason,
  type RunState,
  type StepForecast,
  type StepState,
} from "@fuseline/schema";

export type NodeRun =
  | { readonly state: "none" }
  /** The reason is always said. */
  | { readonly state: "will-run"; readonly reason: RunReason }
  | { readonly state: "reused" }
  /** `after`: the node that is at work now. */
  | { readonly state: "waiting"; readonly after: string | null }
  | { readonly state: "running"; readonly progress: Progress | null }
  /** Part of a training graph that is being trained. */
  | { readonly state: "learning" }
  | { readonly state: "done"; readonly seconds: number }
  | { readonly state: "attention"; readonly issue: Issue }
  | { readonly state: "error"; readonly issue: Issue };

export type NodeRuns = { readonly [node: string]: NodeRun };

export interface RunScene {
  readonly resolved: Resolved;
  readonly run: RunState | null;
  /** Null while it is not known: something is wrong, or the server is being asked. */
  readonly forecast: readonly StepForecast[] | null;
}

const NONE: NodeRun = { state: "none" };

/** Sources that are computed once and then only read: their nodes do not learn. */
const FROZEN: ReadonlySet<string> = new Set(["image-model", "text-model", "onnx-model"]);

export function nodeRuns(scene: RunScene): NodeRuns {
  const steps = stepsByNode(scene.run);
  return Object.fromEntries(
    Object.values(scene.resolved.nodes).map(({ id, issues }) => {
      const wrong = issues.find(isError);
      if (wrong !== undefined) return [id, { state: "error", issue: wrong }];
      const state = isActive(scene.run)
        ? duringRun(scene, id, steps.get(id) ?? [])
        : betweenRuns(scene, id, steps.get(id) ?? []);
      return [id, withWarning(scene, id, state)];
    }),
  );
}

export type ActiveRun = RunState & { readonly status: "queued" | "running" };

export function isActive(run: RunState | null): run is ActiveRun {
  return run !== null && (run.status === "queued" || run.status === "running");
}

function stepsByNode(run: RunState | null): ReadonlyMap<string, readonly StepState[]> {
  const found = new Map<string, StepState[]>();
  for (const key of run?.order ?? []) {
    const step = run?.steps[key];
    if (step === undefined) continue;
    for (const id of step.nodeIds) found.set(id, [...(found.get(id) ?? []), step]);
  }
  return found;
}

function duringRun(scene: RunScene, id: string, steps: readonly StepState[]): NodeRun {
  const failed = steps.find(({ status }) => status === "failed");
  if (failed?.issue !== undefined) return { state: "error", issue: failed.issue };
  const encoded = steps.find(({ title }) => FROZEN.has(title));
  const step =
    encoded ?? steps.find(({ status }) => status === "running") ?? steps.find(isOpen) ?? steps.at(-1);
  if (step === undefined) return NONE;
  switch (step.status) {
    case "running":
      return isOwn(scene, step, id)
        ? { state: "running", progress: step.progress ?? null }
        : { state: "learning" };
    case "waiting":
      return { state: "waiting", after: atWork(scene) };
    case "finished":
      return { state: "done", seconds: step.seconds ?? 0 };
    case "reused":
      return { state: "reused" };
    case "failed":
      return NONE;
  }
}

const isOpen = ({ status }: StepState): boolean => status === "waiting";

/** A training step belongs to its trainer; the other nodes in it learn. */
function isOwn({ resolved }: RunScene, step: StepState, id: string): boolean {
  const owner = step.nodeIds.find((node) => {
    const definition = resolved.nodes[node]?.definition;
    return definition !== undefined && isTrainer(definition);
  });
  return owner === undefined || owner === id || step.nodeIds.length === 1;
}

function atWork(scene: RunScene): string | null {
  const { run } = scene;
  const running = run?.order
    .flatMap((key) => run.steps[key] ?? [])
    .find(({ status }) => status === "running");
  if (running === undefined) return null;
  return running.nodeIds.find((id) => isOwn(scene, running, id)) ?? null;
}

function betweenRuns({ forecast }: RunScene, id: string, steps: readonly StepState[]): NodeRun {
  if (forecast === null) return NONE;
  const mine = forecast.filter(({ nodes }) => nodes.includes(id));
  const keys = new Set(mine.map(({ key }) => key));
  // The last run failed here and nothing has changed since.
  const failed = steps.find(({ status, key }) => status === "failed" && keys.has(key));
  if (failed?.issue !== undefined) return { state: "error", issue: failed.issue };
  const reason = mine.map((step) => step.reason).find((each) => each !== null) ?? null;
  if (reason !== null) return reason.why === "never-run" ? NONE : { state: "will-run", reason };
  if (mine.length === 0) return NONE;
  const ran = steps.filter(({ status, key }) => status === "finished" && keys.has(key));
  const seconds = ran.reduce((sum, step) => sum + (step.seconds ?? 0), 0);
  return ran.length > 0 ? { state: "done", seconds } : { state: "reused" };
}

const QUIET: ReadonlySet<NodeRun["state"]> = new Set(["none", "done", "reused", "waiting", "will-run"]);

/** A warning speaks up where nothing louder is said: of the document, or of the last run if it still stands. */
function withWarning({ resolved, run, forecast }: RunScene, id: string, state: NodeRun): NodeRun {
  if (!QUIET.has(state.state)) return state;
  const drawn = resolved.nodes[id]?.issues.find(({ severity }) => severity === "warning");
  if (drawn !== undefined) return { state: "attention", issue: drawn };
  const changed = (forecast ?? []).some(({ nodes, reason }) => nodes.includes(id) && reason !== null);
  if (changed || state.state === "none") return state;
  const told = (run?.issues ?? []).find(({ severity, at }) => severity === "warning" && at.node === id);
  return told === undefined ? state : { state: "attention", issue: told };
}
