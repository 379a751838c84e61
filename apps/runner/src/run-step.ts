/** One step of a plan: a node's implementation, or the encoding of a source. */
import { encodeSource, FeatureStore } from "@fuseline/runtime";
import type {
  DatasetValue,
  Issue,
  Json,
  MetricNumber,
  PlanStep,
  StepOutputs,
  StepValue,
} from "@fuseline/schema";
import type { ExecuteRequest } from "./execute-plan.ts";
import { reporter } from "./reporter.ts";

export interface StepDone {
  readonly metrics: { readonly [name: string]: MetricNumber };
  readonly parts: { readonly [name: string]: Json };
}

/** Does one step and stores what it leaves. @throws what the step's implementation throws */
export async function runStep(request: ExecuteRequest, step: PlanStep): Promise<StepDone> {
  const started = performance.now();
  const { emit, storage, runId } = request;
  const nodeIds = [...step.nodes];
  emit({ type: "step-started", nodeIds, key: step.key });
  const issues: Issue[] = [];
  const report = reporter({ key: step.key, nodeIds, emit, issues });
  const seconds = (): number => (performance.now() - started) / 1000;
  if (step.step === "encode") {
    await encode(request, step, { report, issues });
    emit({ type: "step-finished", nodeIds, key: step.key, seconds: seconds() });
    return { metrics: {}, parts: {} };
  }
  const implementation = request.implementations.get(step.kind);
  if (implementation === undefined) throw new Error(`no implementation of ${step.kind}`);
  const { outputs, metrics, parts } = await implementation.run(
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
      features: step.features,
      types: step.types,
      table: (blob) => request.tables.read(blob),
    },
    { params: step.params as never, inputs: await inputsOf(request, step) },
  );
  await storage.results.put(step.key, {
    outputs: outputs as StepOutputs,
    runId,
    seconds: seconds(),
    issues,
    ...(metrics === undefined ? {} : { metrics }),
    ...(parts === undefined ? {} : { facts: { parts } }),
  });
  emit({
    type: "step-finished",
    nodeIds,
    key: step.key,
    seconds: seconds(),
    ...(metrics === undefined ? {} : { metrics }),
  });
  return { metrics: metrics ?? {}, parts: parts ?? {} };
}

async function encode(
  request: ExecuteRequest,
  step: Extract<PlanStep, { step: "encode" }>,
  { report, issues }: { readonly report: ReturnType<typeof reporter>; readonly issues: readonly Issue[] },
): Promise<void> {
  const dataset = await datasetOf(request, step.dataset);
  await encodeSource({
    key: step.key,
    spec: step.spec,
    table: await request.tables.read(dataset.table),
    models: request.models({
      onProgress: ({ done, total, etaSeconds }) =>
        report.progress({
          done,
          total: total ?? done,
          unit: "bytes",
          ...(etaSeconds === null ? {} : { etaSeconds }),
        }),
      issue: report.issue,
    }),
    runId: request.runId,
    issues,
    context: {
      storage: request.storage,
      session: request.session,
      features: (recipe, width) => FeatureStore.open(request.storage, recipe, width),
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
