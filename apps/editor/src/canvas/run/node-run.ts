/** What a card says of runs: of the run that is going on, else of what pressing Run would do. */
import {
  type Issue,
  isError,
  isTrainer,
  type Progress,
  type Resolved,
  type ResolvedNode,
  type RunReason,
  type RunState,
  type StepForecast,
  type StepState,
} from "@fuseline/schema";
import { isOpen } from "../../run/is-open.ts";

export type NodeRun =
  | { readonly state: "none" }
  /** The reason is always said. */
  | { readonly state: "will-run"; readonly reason: RunReason }
  | { readonly state: "reused" }
  /** `after`: the node that is at work now. */
  | { readonly state: "waiting"; readonly after: string | null }
  | { readonly state: "running"; readonly progress: Progress | null }
  /** Part of a training graph that is being trained. */
  /** Broken off where the run was paused. */
  | { readonly state: "paused"; readonly progress: Progress }
  | { readonly state: "learning" }
  | { readonly state: "done"; readonly seconds: number | null }
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

function isFrozen({ id, definition, params, inputs }: ResolvedNode): boolean {
  const sources = definition?.sources?.({ node: id, params, inputs }) ?? {};
  return Object.values(sources).some(({ source }) => FROZEN.has(source));
}

export function nodeRuns(scene: RunScene): NodeRuns {
  const steps = stepsByNode(scene);
  const forecast = forecastByNode(scene);
  return Object.fromEntries(
    Object.values(scene.resolved.nodes).map(({ id, issues }) => {
      const wrong = issues.find(isError);
      if (wrong !== undefined) return [id, { state: "error", issue: wrong }];
      const state = isActive(scene.run)
        ? duringRun(scene, steps.get(id) ?? NO_STEPS)
        : betweenRuns(forecast.get(id) ?? NO_FORECAST, steps.get(id) ?? NO_STEPS);
      return [id, withWarning(scene, id, state)];
    }),
  );
}

export type ActiveRun = RunState & { readonly status: "queued" | "running" | "paused" };

/** It will go on, by itself or when the person says so. */
export function isActive(run: RunState | null): run is ActiveRun {
  return run !== null && isOpen(run.status);
}

/** Own steps of a node, and the training steps it is a part of. */
interface NodeSteps {
  readonly own: readonly StepState[];
  readonly trainings: readonly StepState[];
}

function stepsByNode({ run, resolved }: RunScene): ReadonlyMap<string, NodeSteps> {
  const own = new Map<string, StepState[]>();
  const trainings = new Map<string, StepState[]>();
  for (const key of run?.order ?? []) {
    const step = run?.steps[key];
    if (step === undefined) continue;
    for (const id of step.nodeIds) push(own, id, step);
    for (const id of learnersOf(resolved, step.nodeIds)) push(trainings, id, step);
  }
  return new Map(
    Object.keys(resolved.nodes).map((id) => [
      id,
      { own: own.get(id) ?? [], trainings: trainings.get(id) ?? [] },
    ]),
  );
}

function push(map: Map<string, StepState[]>, id: string, step: StepState): void {
  map.set(id, [...(map.get(id) ?? []), step]);
}

/** Graph nodes behind the trainers among `ids`: they are trained together. Frozen ones are only read. */
function learnersOf({ nodes }: Resolved, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = ids.filter((id) => {
    const definition = nodes[id]?.definition;
    return definition !== undefined && isTrainer(definition);
  });
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { from } of Object.values(nodes[id]?.arrivals ?? {}).flat()) {
      const before = nodes[from.node];
      if (before === undefined || found.has(from.node) || before.definition?.stage !== "graph") continue;
      if (isFrozen(before)) continue;
      found.add(from.node);
      open.push(from.node);
    }
  }
  return found;
}

const NO_STEPS: NodeSteps = { own: [], trainings: [] };

function duringRun(scene: RunScene, { own, trainings }: NodeSteps): NodeRun {
  const failed = own.find(({ status }) => status === "failed");
  if (failed?.issue !== undefined) return { state: "error", issue: failed.issue };
  const running = own.find(({ status }) => status === "running");
  if (running !== undefined) return { state: "running", progress: running.progress ?? null };
  const broken = scene.run?.status === "paused" ? own.find(wasBroken) : undefined;
  if (broken?.progress !== undefined) return { state: "paused", progress: broken.progress };
  const steps = [...trainings, ...own];
  if (trainings.some(({ status }) => status === "running")) return { state: "learning" };
  if (steps.length === 0) return NONE;
  if (steps.some(({ status }) => status === "waiting")) return { state: "waiting", after: atWork(scene) };
  return steps.every(({ status }) => status === "reused") ? { state: "reused" } : doneBy(own);
}

/** Null seconds: it was done as a part of something else. */
function doneBy(own: readonly StepState[]): NodeRun {
  const ran = own.filter(({ status }) => status === "finished");
  const seconds = ran.reduce((sum, step) => sum + (step.seconds ?? 0), 0);
  return { state: "done", seconds: ran.length === 0 ? null : seconds };
}

function atWork({ run }: RunScene): string | null {
  const steps = run?.order.flatMap((key) => run.steps[key] ?? []) ?? [];
  return (steps.find(({ status }) => status === "running") ?? steps.find(wasBroken))?.nodeIds[0] ?? null;
}

/** It had begun when the run was paused. */
const wasBroken = ({ status, progress }: StepState): boolean =>
  status === "waiting" && progress !== undefined;

const NO_FORECAST: readonly StepForecast[] = [];

function forecastByNode({ forecast, resolved }: RunScene): ReadonlyMap<string, readonly StepForecast[]> {
  const found = new Map<string, StepForecast[]>();
  for (const step of forecast ?? []) {
    for (const id of new Set([...step.nodes, ...learnersOf(resolved, step.nodes)])) {
      found.set(id, [...(found.get(id) ?? []), step]);
    }
  }
  return found;
}

function betweenRuns(mine: readonly StepForecast[], { own, trainings }: NodeSteps): NodeRun {
  if (mine.length === 0) return NONE;
  const keys = new Set(mine.map(({ key }) => key));
  // The last run failed here and nothing has changed since.
  const failed = own.find(({ status, key }) => status === "failed" && keys.has(key));
  if (failed?.issue !== undefined) return { state: "error", issue: failed.issue };
  const reason = mine.map((step) => step.reason).find((each) => each !== null) ?? null;
  if (reason !== null) return reason.why === "never-run" ? NONE : { state: "will-run", reason };
  const ran = [...own, ...trainings].some(({ status, key }) => status === "finished" && keys.has(key));
  return ran ? doneBy(own.filter(({ key }) => keys.has(key))) : { state: "reused" };
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
