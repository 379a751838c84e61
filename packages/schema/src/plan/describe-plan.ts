/** What a run would do before it is started: which steps are reused, which run, and why. */
import { canonicalJson, sameJson } from "../canonical.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import type { Text } from "../text.ts";
import type { GraphPart, NodeStep, Plan, PlanStep } from "./plan.ts";

export type RunReason =
  | { readonly why: "never-run" }
  /** Made before, but the result is not in storage: it was cleared, or the run did not get that far. */
  | { readonly why: "result-missing" }
  /** Names of parameters; those of graph parts as `node.parameter`. */
  | { readonly why: "params-changed"; readonly params: readonly string[] }
  | { readonly why: "wires-changed" }
  | { readonly why: "upstream-changed" }
  | { readonly why: "seed-changed" }
  | { readonly why: "software-changed" };

export interface StepForecast {
  readonly key: string;
  readonly nodes: readonly string[];
  /** Null: the stored result is reused. */
  readonly reason: RunReason | null;
}

export interface PlanForecast {
  readonly steps: readonly StepForecast[];
  readonly reused: number;
  readonly toRun: number;
}

/** `previous`: the plan of the last run, by which changes are named. */
export function describePlan(plan: Plan, stored: ReadonlySet<string>, previous?: Plan): PlanForecast {
  const steps = plan.steps.map((step): StepForecast => {
    const reason = stored.has(step.key) ? null : reasonFor(step, previous?.steps ?? []);
    return { key: step.key, nodes: step.nodes, reason };
  });
  const toRun = steps.filter(({ reason }) => reason !== null).length;
  return { steps, reused: steps.length - toRun, toRun };
}

function reasonFor(step: PlanStep, previous: readonly PlanStep[]): RunReason {
  if (previous.some(({ key }) => key === step.key)) return { why: "result-missing" };
  if (step.step === "encode") return encodeReason(step, previous);
  const before = previous.find(
    (other): other is NodeStep => other.step === "node" && other.node === step.node,
  );
  if (before === undefined || before.kind !== step.kind) return { why: "never-run" };
  const params = [
    ...changedParams(step.params, before.params),
    ...partChanges(partsOf(step), partsOf(before)),
  ];
  if (params.length > 0) return { why: "params-changed", params };
  if (canonicalJson(wiring(step)) !== canonicalJson(wiring(before))) return { why: "wires-changed" };
  if (canonicalJson(upstream(step)) !== canonicalJson(upstream(before))) return { why: "upstream-changed" };
  return step.seed !== before.seed ? { why: "seed-changed" } : { why: "software-changed" };
}

function encodeReason(step: Extract<PlanStep, { step: "encode" }>, previous: readonly PlanStep[]): RunReason {
  const [node] = step.nodes;
  const before = previous.find(
    (other): other is typeof step =>
      other.step === "encode" &&
      other.spec.source === step.spec.source &&
      other.nodes.some((id) => id === node),
  );
  if (before === undefined) return { why: "never-run" };
  if (before.dataset !== step.dataset) return { why: "upstream-changed" };
  if (sameJson(before.spec, step.spec))
    return before.seed === step.seed ? { why: "software-changed" } : { why: "seed-changed" };
  return { why: "params-changed", params: changedParams(step.spec, before.spec) };
}

type Members = { readonly [name: string]: Json };

function changedParams(now: Members, before: Members): readonly string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return names.filter((name) => !sameJson(own(now, name) ?? null, own(before, name) ?? null));
}

const partsOf = (step: NodeStep): readonly GraphPart[] => (step.graph ?? step.features)?.parts ?? [];

function partChanges(now: readonly GraphPart[], before: readonly GraphPart[]): readonly string[] {
  return now.flatMap((part) => {
    const old = before.find(({ node, kind }) => node === part.node && kind === part.kind);
    return old === undefined
      ? []
      : changedParams(part.params, old.params).map((name) => `${part.node}.${name}`);
  });
}

/** How the step is connected, without what comes through: ports, and the graph by node. */
function wiring(step: NodeStep): Json {
  const ports = Object.entries(step.inputs).map(
    ([port, inputs]) => [port, inputs.map((input) => input.port)] as const,
  );
  const parts = partsOf(step).map(
    ({ node, kind, inputs }): Json => [
      node,
      kind,
      Object.entries(inputs).map(
        ([port, outputs]): Json => [port, outputs.map((output) => [output.node, output.port])],
      ),
    ],
  );
  return [ports, parts];
}

function upstream(step: NodeStep): Json {
  const inputs = Object.values(step.inputs).flatMap((list) => list.map(({ key }) => key));
  return [inputs, partsOf(step).map(({ sources }) => sources)];
}

/** The reason as words for the canvas. */
export function reasonText(reason: RunReason): Text {
  switch (reason.why) {
    case "never-run":
      return { en: "never run", ru: "еще не запускался" };
    case "result-missing":
      return { en: "its result is not stored", ru: "результат не сохранен" };
    case "params-changed":
      return {
        en: `settings changed: ${reason.params.join(", ")}`,
        ru: `изменены настройки: ${reason.params.join(", ")}`,
      };
    case "wires-changed":
      return { en: "wires changed", ru: "изменены провода" };
    case "upstream-changed":
      return { en: "something before it changed", ru: "изменилось то, что до него" };
    case "seed-changed":
      return { en: "the seed changed", ru: "изменено зерно случайности" };
    case "software-changed":
      return { en: "Fuseline was updated", ru: "Fuseline обновлен" };
  }
}
