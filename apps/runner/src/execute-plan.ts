/** Executes a plan step by step: what is stored is reused, the rest is computed, stored under its key, and told. */
import type { Storage, TableCache } from "@fuseline/data";
import type { StepImplementation } from "@fuseline/nodes/define";
import type { Engine, FulfilContext, PretrainedContext, PretrainedModels } from "@fuseline/runtime";
import {
  Cancelled,
  type Issue,
  issue,
  type Json,
  type MetricNumber,
  Paused,
  type Plan,
  type PlanStep,
  type RunEventDraft,
  TransientError,
  UserError,
} from "@fuseline/schema";
import { runStep } from "./run-step.ts";

export type ModelListener = Required<Pick<PretrainedContext, "onProgress" | "issue">>;

export interface ExecuteRequest {
  readonly runId: string;
  /** 1 the first time. */
  readonly attempt: number;
  readonly plan: Plan;
  readonly storage: Storage;
  readonly engine: Engine;
  /** Finds pretrained models for one step, telling what it hears of their files to that step. */
  models(listener: ModelListener): PretrainedModels;
  readonly implementations: ReadonlyMap<string, StepImplementation>;
  readonly tables: TableCache;
  session: FulfilContext["session"];
  readonly signal: AbortSignal;
  stopRequested(): boolean;
  emit(event: RunEventDraft): void;
}

export interface RunOutcome {
  readonly status: "succeeded" | "failed" | "cancelled" | "paused";
  readonly ran: number;
  readonly reused: number;
  readonly seconds: number;
  readonly metrics: { readonly [name: string]: MetricNumber };
  /** What each part of the data brings, where a step measured it. */
  readonly parts: { readonly [name: string]: Json };
  /** Why it failed; every other error of ours is thrown. */
  readonly issue?: Issue;
}

/** @throws TransientError, and Error for defects of ours; problems a person can mend end the run as failed, with their issue. */
export async function executePlan(request: ExecuteRequest): Promise<RunOutcome> {
  const started = performance.now();
  const { plan, signal, emit } = request;
  const seconds = (): number => (performance.now() - started) / 1000;
  let [ran, reused] = [0, 0];
  const metrics: { [name: string]: MetricNumber } = {};
  const parts: { [name: string]: Json } = {};
  const finish = (status: RunOutcome["status"], failure?: Issue): RunOutcome => {
    return {
      status,
      ran,
      reused,
      seconds: seconds(),
      metrics,
      parts,
      ...(failure === undefined ? {} : { issue: failure }),
    };
  };
  emit({
    type: "run-started",
    nodeIds: [],
    attempt: request.attempt,
    steps: plan.steps.map((step) => ({ key: step.key, nodeIds: [...step.nodes], title: titleOf(step) })),
  });
  for (const step of plan.steps) {
    const nodeIds = [...step.nodes];
    try {
      if (signal.aborted) throw new Cancelled();
      const stored = await storedResult(request, step);
      if (stored !== null) {
        reused++;
        Object.assign(metrics, stored.metrics);
        Object.assign(parts, partsOf(stored.facts));
        emit({ type: "step-reused", nodeIds, key: step.key, fromRun: stored.runId });
        for (const told of stored.issues ?? []) emit({ type: "log", nodeIds, level: "warning", issue: told });
        continue;
      }
      ran++;
      const done = await runStep(request, step);
      Object.assign(metrics, done.metrics);
      Object.assign(parts, done.parts);
    } catch (error) {
      if (error instanceof Cancelled) return finish(signal.reason instanceof Paused ? "paused" : "cancelled");
      if (error instanceof TransientError) throw error;
      const failure = placed(issueOf(error, request.runId), step);
      emit({ type: "step-failed", nodeIds, key: step.key, issue: failure });
      if (!(error instanceof UserError)) throw error;
      return finish("failed", failure);
    }
  }
  return finish("succeeded");
}

/** A result counts only while everything it needs is there: arrays may have been tidied away. */
async function storedResult({ storage }: ExecuteRequest, step: PlanStep) {
  const result = await storage.results.get(step.key);
  if (result === null || step.step === "node") return result;
  return (await storage.arrays.has(step.key)) ? result : null;
}

/** What a stored step said the parts bring. */
function partsOf(facts: Json | undefined): { readonly [name: string]: Json } {
  const parts = typeof facts === "object" && facts !== null && "parts" in facts ? facts.parts : null;
  return typeof parts === "object" && parts !== null && !Array.isArray(parts)
    ? (parts as { [name: string]: Json })
    : {};
}

function titleOf(step: PlanStep): string {
  return step.step === "node" ? step.kind : step.spec.source;
}

/** What a person cannot mend is our defect, shown on the node where it happened. */
function issueOf(error: unknown, runId: string): Issue {
  if (error instanceof UserError) return error.issue;
  return issue("engine-defect", {}, { run: runId, what: error instanceof Error ? error.name : typeof error });
}

/** An issue without a node belongs to the step that raised it. */
function placed(raised: Issue, step: PlanStep): Issue {
  const [node] = step.nodes;
  return raised.at.node !== undefined || node === undefined
    ? raised
    : { ...raised, at: { ...raised.at, node } };
}
