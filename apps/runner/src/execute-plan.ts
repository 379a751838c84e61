/** Executes a plan step by step: what is stored is reused, the rest is computed, stored under its key, and told. */
import type { Storage } from "@fuseline/data";
import type { StepImplementation } from "@fuseline/nodes/define";
import type { Engine, FulfilContext, PretrainedModels } from "@fuseline/runtime";
import { encodeSource } from "@fuseline/runtime";
import {
  Cancelled,
  type DatasetValue,
  type Issue,
  type MetricNumber,
  type Plan,
  type PlanStep,
  type RunEventDraft,
  type StepOutputs,
  type StepValue,
  UserError,
} from "@fuseline/schema";
import { reporter } from "./reporter.ts";
import type { TableCache } from "./table-cache.ts";

export interface ExecuteRequest {
  readonly runId: string;
  readonly plan: Plan;
  readonly storage: Storage;
  readonly engine: Engine;
  readonly models: PretrainedModels;
  readonly implementations: ReadonlyMap<string, StepImplementation>;
  readonly tables: TableCache;
  session: FulfilContext["session"];
  readonly signal: AbortSignal;
  stopRequested(): boolean;
  emit(event: RunEventDraft): void;
}

export interface RunOutcome {
  readonly status: "succeeded" | "failed" | "cancelled";
  readonly ran: number;
  readonly reused: number;
  readonly seconds: number;
  readonly metrics: { readonly [name: string]: MetricNumber };
  /** Why it failed; every other error of ours is thrown. */
  readonly issue?: Issue;
}

/** @throws Error for defects of ours; problems a person can mend end the run as failed, with their issue. */
export async function executePlan(request: ExecuteRequest): Promise<RunOutcome> {
  const started = performance.now();
  const { plan, signal, emit } = request;
  const seconds = (): number => (performance.now() - started) / 1000;
  let [ran, reused] = [0, 0];
  const metrics: { [name: string]: MetricNumber } = {};
  const finish = (status: RunOutcome["status"], issue?: Issue): RunOutcome => {
    emit({ type: "run-finished", nodeIds: [], status, seconds: seconds() });
    return { status, ran, reused, seconds: seconds(), metrics, ...(issue === undefined ? {} : { issue }) };
  };
  for (const step of plan.steps) {
    const nodeIds = [...step.nodes];
    try {
      if (signal.aborted) throw new Cancelled();
      const stored = await storedResult(request, step);
      if (stored !== null) {
        reused++;
        Object.assign(metrics, stored.metrics);
        emit({ type: "step-reused", nodeIds, key: step.key, fromRun: stored.runId });
        for (const issue of stored.issues ?? []) emit({ type: "log", nodeIds, level: "warning", issue });
        continue;
      }
      ran++;
      Object.assign(metrics, await runStep(request, step));
    } catch (error) {
      if (error instanceof Cancelled) return finish("cancelled");
      if (!(error instanceof UserError)) throw error;
      const issue = placed(error.issue, step);
      emit({ type: "step-failed", nodeIds, key: step.key, issue });
      return finish("failed", issue);
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

async function runStep(
  request: ExecuteRequest,
  step: PlanStep,
): Promise<{ readonly [name: string]: MetricNumber }> {
  const started = performance.now();
  const { emit, storage, runId } = request;
  const nodeIds = [...step.nodes];
  emit({ type: "step-started", nodeIds, key: step.key });
  const issues: Issue[] = [];
  const report = reporter({ key: step.key, nodeIds, emit, issues });
  const seconds = (): number => (performance.now() - started) / 1000;
  if (step.step === "encode") {
    await encode(request, step, report);
    emit({ type: "step-finished", nodeIds, key: step.key, seconds: seconds() });
    return {};
  }
  const implementation = request.implementations.get(step.kind);
  if (implementation === undefined) throw new Error(`no implementation of ${step.kind}`);
  const { outputs, metrics } = await implementation.run(
    {
      node: step.node,
      key: step.key,
      runId,
      seed: step.seed,
      signal: request.signal,
      stopRequested: request.stopRequested,
      report,
      storage,
      engine: request.engine,
      graph: step.graph,
      types: step.types,
      table: (blob) => request.tables.read(blob),
    },
    { params: step.params as never, inputs: await inputsOf(request, step) },
  );
  const stored = { outputs: outputs as StepOutputs, runId, seconds: seconds(), issues };
  await storage.results.put(step.key, metrics === undefined ? stored : { ...stored, metrics });
  emit({
    type: "step-finished",
    nodeIds,
    key: step.key,
    seconds: seconds(),
    ...(metrics === undefined ? {} : { metrics }),
  });
  return metrics ?? {};
}

async function encode(
  request: ExecuteRequest,
  step: Extract<PlanStep, { step: "encode" }>,
  report: ReturnType<typeof reporter>,
): Promise<void> {
  const dataset = await datasetOf(request, step.dataset);
  await encodeSource({
    key: step.key,
    spec: step.spec,
    table: await request.tables.read(dataset.table),
    models: request.models,
    runId: request.runId,
    context: {
      storage: request.storage,
      session: request.session,
      signal: request.signal,
      progress: (done, total) => report.progress({ done, total, unit: "rows" }),
      issue: report.issue,
    },
  });
}

async function datasetOf({ storage }: ExecuteRequest, key: string): Promise<DatasetValue> {
  const result = await storage.results.get(key);
  const dataset = Object.values(result?.outputs ?? {}).find((output) => output.type === "dataset");
  if (dataset === undefined) throw new Error(`step ${key} left no dataset`);
  return dataset;
}

async function inputsOf({ storage }: ExecuteRequest, step: Extract<PlanStep, { step: "node" }>) {
  const ports = Object.keys({ ...step.inputs, ...step.types });
  const entries = ports.map(async (port): Promise<[string, StepValue[]]> => {
    const values = await Promise.all(
      (step.inputs[port] ?? []).map(async (input) => {
        const result = await storage.results.get(input.key);
        return (
          result?.outputs[input.port] ??
          Object.values(result?.outputs ?? {}).find(({ type }) => type === "dataset")
        );
      }),
    );
    return [port, values.filter((value) => value !== undefined)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** An issue without a node belongs to the step that raised it. */
function placed(issue: Issue, step: PlanStep): Issue {
  const [node] = step.nodes;
  return issue.at.node !== undefined || node === undefined ? issue : { ...issue, at: { ...issue.at, node } };
}
