/** What step-stage implementations see: parsed parameters, stored values, storage, the engine and a way to report. */
import type { Storage } from "@fuseline/data";
import type { Engine } from "@fuseline/runtime";
import type {
  Fields,
  Issue,
  Json,
  MetricNumber,
  ParamsOf,
  PlanStep,
  PortType,
  RunEventBody,
  StepValue,
  Table,
} from "@fuseline/schema";
import type { Inputs, Outputs, TypedDefinition } from "./node.ts";

type NodeStep = Extract<PlanStep, { step: "node" }>;
type EventOf<T extends RunEventBody["type"]> = Omit<Extract<RunEventBody, { type: T }>, "type" | "key">;

export interface StepReporter {
  progress(event: EventOf<"progress">): void;
  metric(event: EventOf<"metric">): void;
  sample(event: EventOf<"sample">): void;
  /** A warning or hint that belongs to the step; stored with its result and repeated when it is reused. */
  issue(issue: Issue): void;
}

export interface StepContext {
  readonly node: string;
  readonly key: string;
  readonly runId: string;
  /** Seed of the document. */
  readonly seed: number;
  readonly signal: AbortSignal;
  /** "Stop, keep best" was pressed. */
  stopRequested(): boolean;
  readonly report: StepReporter;
  readonly storage: Storage;
  readonly engine: Engine;
  /** The graph that ends in the loss, for trainers. */
  readonly graph: NodeStep["graph"];
  /** The graph whose features are wired in, for other steps. */
  readonly features: NodeStep["features"];
  /** Types of the inputs, for steps that take columns. */
  readonly types: { readonly [port: string]: readonly PortType[] };
  /** Reads a dataset's table, keeping the last ones in memory. */
  table(blob: string): Promise<Table>;
}

export interface StepRun<P extends Fields, I extends Inputs> {
  readonly params: ParamsOf<P>;
  readonly inputs: { readonly [K in keyof I]: readonly StepValue[] };
}

export interface StepOutcome<O extends Outputs> {
  readonly outputs: { readonly [K in keyof O]?: StepValue };
  readonly metrics?: { readonly [name: string]: MetricNumber };
  /** What each part of the data brings, for the summary of the run. */
  readonly parts?: { readonly [name: string]: Json };
}

export interface StepImplementation {
  readonly kind: string;
  run(context: StepContext, run: StepRun<Fields, Inputs>): Promise<StepOutcome<Outputs>>;
}

/** Binds a step-stage definition to the code that does it. */
export function implementStep<P extends Fields, I extends Inputs, O extends Outputs, S extends string>(
  definition: TypedDefinition<P, I, O, S>,
  run: (context: StepContext, run: StepRun<P, I>) => Promise<StepOutcome<O>>,
): StepImplementation {
  return { kind: definition.kind, run: run as unknown as StepImplementation["run"] };
}
