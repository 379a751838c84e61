/** Walks a resolved document once and collects its steps, each under its content key. */
import { contentKey } from "../canonical.ts";
import type { NodeDefinition, SourceSpec } from "../definition.ts";
import type { NodeId } from "../document/document.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import type { ColumnSource, PortType } from "../ports.ts";
import type { Arrival, Resolved, ResolvedNode } from "../resolved.ts";
import { type CollectedGraph, collectGraph } from "./collect-graph.ts";
import { keyParams } from "./key-params.ts";
import type {
  EncodeStep,
  GraphOutput,
  GraphPart,
  NodeStep,
  Plan,
  PlanInput,
  PlanStep,
  StepGraph,
} from "./plan.ts";
import { columnsOf, nodesOfSource, withColumns } from "./source-columns.ts";

type PlannedNode = ResolvedNode & { readonly definition: NodeDefinition };

export class Planner {
  readonly #steps = new Map<string, PlanStep>();
  readonly #publish = new Map<string, NodeStep>();
  readonly #keys = new Map<NodeId, string>();

  constructor(
    private readonly resolved: Resolved,
    private readonly engines: { readonly [name: string]: string },
  ) {}

  plan(): Plan {
    return { steps: [...this.#steps.values()], publish: [...this.#publish.values()] };
  }

  /** Adds what the node needs, then the node itself. */
  add(id: NodeId): void {
    const { definition, inputs } = this.node(id);
    switch (definition.stage) {
      case "step":
      case "publish":
        this.stepKey(id);
        return;
      case "graph":
        collectGraph(this.#outputsOf(id), this);
        return;
      case "recipe":
        for (const type of Object.values(inputs).flat()) {
          const column = columnOfType(type);
          if (column !== undefined) this.stepKey(column.node);
        }
    }
  }

  /** What somebody takes from a graph node; all of it while nobody takes anything. */
  #outputsOf(id: NodeId): readonly GraphOutput[] {
    const all = Object.keys(this.node(id).ports).map((port) => ({ node: id, port }));
    const wires = Object.values(this.resolved.document.wires);
    const taken = all.filter(({ port }) => wires.some(({ from }) => from.node === id && from.port === port));
    return taken.length > 0 ? taken : all;
  }

  node(id: NodeId): PlannedNode {
    const node = own(this.resolved.nodes, id);
    if (node?.definition === undefined) throw new Error(`${id} cannot be planned: it was not resolved`);
    return { ...node, definition: node.definition };
  }

  /** Key of the step of a step-stage or publish-stage node; adds it, after its inputs, the first time. */
  stepKey(id: NodeId): string {
    const known = this.#keys.get(id);
    if (known !== undefined) return known;
    const step = this.#nodeStep(this.node(id));
    this.#keys.set(id, step.key);
    const list: Map<string, PlanStep> =
      this.node(id).definition.stage === "publish" ? this.#publish : this.#steps;
    const twin = list.get(step.key);
    list.set(step.key, twin === undefined ? step : withNodes(twin, step.nodes));
    return step.key;
  }

  /** Key of the encode step of a source; adds it, after its dataset, the first time. */
  encodeKey(id: NodeId, source: SourceSpec): string {
    const spec = withColumns(source, (column) => this.#keyed(column));
    const [first] = columnsOf(spec);
    if (first === undefined) throw new Error(`a source of ${id} reads no column`);
    const draws = columnsOf(spec).some(({ transforms }) => transforms.length > 0);
    const seed = this.resolved.document.seed;
    const key = contentKey({ encode: spec, ...(draws ? { seed } : {}), engines: this.engines });
    const step: EncodeStep = {
      step: "encode",
      key,
      nodes: unique([id, ...nodesOfSource(source)]),
      spec,
      dataset: first.node,
      seed,
    };
    const twin = this.#steps.get(key);
    this.#steps.set(key, twin === undefined ? step : withNodes(twin, step.nodes));
    return key;
  }

  #nodeStep(node: PlannedNode): NodeStep {
    const { id, definition, params } = node;
    const { seed } = this.resolved.document;
    const ports = Object.keys(definition.inputs);
    const inputs = byPort(ports, (port) =>
      (node.arrivals[port] ?? []).flatMap((arrival) => this.#input(arrival)),
    );
    const types = byPort(ports, (port) => (node.inputs[port] ?? []).flatMap((type) => this.#keyedType(type)));
    const fed = byPort(ports, (port) =>
      (node.arrivals[port] ?? []).map(({ from }) => from).filter((from) => this.#isPart(from)),
    );
    const graph = collectGraph(Object.values(fed).flat(), this);
    const draws = definition.draws || graph.parts.some((part) => this.node(part.node).definition.draws);
    const key = contentKey({
      step: `${definition.kind}@${definition.version}`,
      params: keyParams(definition.params, params),
      inputs: byPort(ports, (port) => (inputs[port] ?? []).map((input): Json => [input.key, input.port])),
      columns: byPort(ports, (port) =>
        (types[port] ?? []).flatMap((type): Json[] => ("source" in type ? [type.source] : [])),
      ),
      graph: graph.structure,
      fed: byPort(ports, (port) => (fed[port] ?? []).map(graph.place)),
      ...(draws ? { seed } : {}),
      engines: this.engines,
    });
    const { kind, version } = definition;
    const built = graph.parts.length === 0 ? {} : this.#graphOf(definition, graph, fed);
    return { step: "node", key, node: id, nodes: [id], kind, version, params, inputs, seed, ...built, types };
  }

  #graphOf(
    definition: NodeDefinition,
    { parts }: CollectedGraph,
    fed: { readonly [port: string]: readonly GraphOutput[] },
  ): Pick<NodeStep, "graph" | "features"> {
    const graph: StepGraph = { parts, dataset: this.#datasetOf(parts) };
    const lossPort = Object.keys(fed).find((port) => definition.inputs[port]?.accept.kinds.includes("loss"));
    const loss = lossPort === undefined ? undefined : fed[lossPort]?.[0];
    return loss === undefined ? { features: { ...graph, outputs: fed } } : { graph: { ...graph, loss } };
  }

  /** R5 has made sure that all sources read the same rows. */
  #datasetOf(parts: readonly GraphPart[]): string {
    for (const key of parts.flatMap(({ sources }) => Object.values(sources))) {
      const step = this.#steps.get(key);
      if (step?.step === "encode") return step.dataset;
    }
    throw new Error("a training graph reads no data");
  }

  #isPart({ node }: GraphOutput): boolean {
    return this.node(node).definition.stage === "graph";
  }

  /** Stored values that arrive: a column comes as the dataset that holds it, graph values come not at all. */
  #input({ from, type }: Arrival): readonly PlanInput[] {
    const column = type === undefined ? undefined : columnOfType(type);
    if (column !== undefined)
      return [{ key: this.stepKey(column.node), port: this.#datasetPort(column.node) }];
    return this.#isPart(from) ? [] : [{ key: this.stepKey(from.node), port: from.port }];
  }

  #datasetPort(id: NodeId): string {
    const found = Object.entries(this.node(id).outputs).find(([, type]) => type.kind === "dataset");
    if (found === undefined) throw new Error(`${id} gives columns but no dataset`);
    return found[0];
  }

  #keyed(column: ColumnSource): ColumnSource {
    return {
      ...column,
      node: this.stepKey(column.node),
      transforms: column.transforms.map((transform) => ({ ...transform, node: "" })),
    };
  }

  #keyedType(type: PortType): readonly PortType[] {
    if (type.kind === "column") {
      const source = this.#keyed(type.source);
      return [{ ...type, rows: source.node, source }];
    }
    if (type.kind !== "tokens") return [];
    const column = this.#keyed(type.source.column);
    return [{ ...type, rows: column.node, source: { ...type.source, node: "", column } }];
  }
}

function columnOfType(type: PortType): ColumnSource | undefined {
  if (type.kind === "column") return type.source;
  return type.kind === "tokens" ? type.source.column : undefined;
}

function withNodes<S extends PlanStep>(step: S, nodes: readonly NodeId[]): S {
  return { ...step, nodes: unique([...step.nodes, ...nodes]) };
}

function unique(ids: readonly NodeId[]): readonly NodeId[] {
  return [...new Set(ids)].filter((id) => id !== "");
}

function byPort<T>(
  ports: readonly string[],
  value: (port: string) => readonly T[],
): { readonly [port: string]: readonly T[] } {
  return Object.fromEntries(ports.map((port) => [port, value(port)]));
}
