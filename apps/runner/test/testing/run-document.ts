/** Short pipelines written in a test, executed for real in this process. */
import { type Storage, TableCache } from "@fuseline/data";
import { catalog } from "@fuseline/nodes";
import { stepImplementations } from "@fuseline/nodes/runtime";
import { makeEngine, type PretrainedModels, SessionPool } from "@fuseline/runtime";
import {
  defaultsOf,
  type Json,
  makePlan,
  type PipelineDocument,
  type PlanStep,
  type RunEventDraft,
  resolve,
  type StepOutputs,
} from "@fuseline/schema";
import { type ExecuteRequest, executePlan, type RunOutcome } from "../../src/execute-plan.ts";

const ENGINES = { test: "1" };

interface NodeOf {
  readonly kind: string;
  readonly params?: { readonly [name: string]: Json };
}

/** @param wires `node.port > node.port`, in the order of the ports that take several */
export function documentOf(
  nodes: { readonly [id: string]: NodeOf },
  wires: readonly string[],
): PipelineDocument {
  const drawn = Object.entries(nodes).map(([id, { kind, params }]) => {
    const definition = catalog.get(kind);
    if (definition === undefined) throw new Error(`no kind ${kind}`);
    const all = { ...defaultsOf(definition.params), ...params } as { [name: string]: Json };
    return [id, { kind, version: definition.version, params: all, position: { x: 0, y: 0 } }] as const;
  });
  const connected = wires.map((wire, order) => {
    const [from = "", to = ""] = wire.split(" > ");
    return [`w${order}`, { from: endpoint(from), to: endpoint(to), order }] as const;
  });
  return {
    format: "fuseline/pipeline",
    version: 1,
    name: "test",
    seed: 1,
    nodes: Object.fromEntries(drawn),
    wires: Object.fromEntries(connected),
  };
}

function endpoint(text: string) {
  const [node = "", ...port] = text.split(".");
  return { node, port: port.join(".") };
}

export interface Ran {
  readonly outcome: RunOutcome;
  readonly events: readonly RunEventDraft[];
  /** What the step of a node left. */
  outputs(node: string): Promise<StepOutputs>;
  /** The report of a node, as it would be shown. */
  report<R>(node: string): Promise<R>;
}

const noModels: PretrainedModels = {
  image: () => Promise.reject(new Error("no pretrained model was asked for")),
  text: () => Promise.reject(new Error("no pretrained model was asked for")),
};

export async function runDocument(
  document: PipelineDocument,
  storage: Storage,
  models: ExecuteRequest["models"] = () => noModels,
): Promise<Ran> {
  const made = makePlan(resolve(document, catalog), { engines: ENGINES });
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const plan = made.value;
  const events: RunEventDraft[] = [];
  const sessions = new SessionPool(storage);
  const outcome = await executePlan({
    runId: "run",
    attempt: 1,
    plan,
    storage,
    engine: makeEngine(storage, sessions, ENGINES),
    models,
    implementations: stepImplementations,
    tables: new TableCache(storage),
    session: (blob) => sessions.session(blob),
    signal: new AbortController().signal,
    stopRequested: () => false,
    emit: (event) => events.push(event),
  });
  await sessions.close();
  const outputs = async (node: string): Promise<StepOutputs> => {
    const step = plan.steps.find((one: PlanStep) => one.step === "node" && one.nodes.includes(node));
    const result = step === undefined ? null : await storage.results.get(step.key);
    if (result === null) throw new Error(`${node} left nothing`);
    return result.outputs;
  };
  return {
    outcome,
    events,
    outputs,
    async report<R>(node: string): Promise<R> {
      const { report } = await outputs(node);
      if (report?.type !== "report") throw new Error(`${node} left no report`);
      return (await storage.readJson(report.report)) as R;
    },
  };
}
