/** Gathers the graph-stage nodes behind some outputs, in an order that the wiring alone decides. */
import { contentKey } from "../canonical.ts";
import type { NodeDefinition, SourceSpec } from "../definition.ts";
import type { NodeId } from "../document/document.ts";
import type { Json } from "../json.ts";
import type { ResolvedNode } from "../resolved.ts";
import { keyParams } from "./key-params.ts";
import type { GraphOutput, GraphPart } from "./plan.ts";

export interface GraphSurroundings {
  node(id: NodeId): ResolvedNode & { readonly definition: NodeDefinition };
  encodeKey(id: NodeId, source: SourceSpec): string;
}

export interface CollectedGraph {
  /** Inputs first. */
  readonly parts: readonly GraphPart[];
  /** The whole graph without ids: parts name each other by place, so that sharing one part differs from having two. */
  readonly structure: Json;
  /** The output without its id. */
  place(output: GraphOutput): Json;
}

/** Depth first, ports in the order they are declared, wires in theirs: renaming nodes changes nothing. */
export function collectGraph(ends: readonly GraphOutput[], around: GraphSurroundings): CollectedGraph {
  const parts: GraphPart[] = [];
  const structure: Json[] = [];
  const places = new Map<NodeId, number>();
  const contents = new Map<NodeId, string>();
  const copies = new Map<string, number>();

  const used = usedPorts(ends, around);

  const place = ({ node, port }: GraphOutput): Json => [places.get(node) ?? -1, port];

  const visit = (id: NodeId): void => {
    if (places.has(id)) return;
    const { definition, params, arrivals, inputs } = around.node(id);
    const wired = Object.keys(definition.inputs).map((port): [string, readonly GraphOutput[]] => [
      port,
      (arrivals[port] ?? [])
        .map(({ from }) => from)
        .filter(({ node }) => around.node(node).definition.stage === "graph"),
    ]);
    for (const [, outputs] of wired) for (const { node } of outputs) visit(node);
    const specs = definition.sources?.({ node: id, params, inputs }) ?? {};
    // A source named after an output serves that output alone: nobody waits for it while nothing is wired there.
    const needed = Object.entries(specs).filter(
      ([name]) => !Object.hasOwn(definition.outputs, name) || used.get(id)?.has(name) === true,
    );
    const sources = Object.fromEntries(needed.map(([name, spec]) => [name, around.encodeKey(id, spec)]));
    const own = {
      part: `${definition.kind}@${definition.version}`,
      params: keyParams(definition.params, params),
      sources,
    };
    const content = contentKey({
      ...own,
      inputs: named(wired, ({ node, port }) => [contents.get(node) ?? "", port]),
    });
    structure.push({ ...own, inputs: named(wired, place) });
    contents.set(id, content);
    places.set(id, places.size);
    const copy = copies.get(content) ?? 0;
    copies.set(content, copy + 1);
    parts.push({
      node: id,
      kind: definition.kind,
      version: definition.version,
      // Twins must not start with the same weights.
      key: copy === 0 ? content : contentKey({ content, copy }),
      params,
      inputs: Object.fromEntries(wired),
      sources,
    });
  };

  for (const { node } of ends) visit(node);
  return { parts, structure, place };
}

function named(
  wired: readonly (readonly [string, readonly GraphOutput[]])[],
  name: (output: GraphOutput) => Json,
): Json {
  return Object.fromEntries(wired.map(([port, outputs]) => [port, outputs.map(name)]));
}

/** Which outputs of each graph node lie on the way to the ends. */
function usedPorts(
  ends: readonly GraphOutput[],
  around: GraphSurroundings,
): ReadonlyMap<NodeId, ReadonlySet<string>> {
  const used = new Map<NodeId, Set<string>>();
  const visit = ({ node, port }: GraphOutput): void => {
    const ports = used.get(node);
    if (ports !== undefined) {
      ports.add(port);
      return;
    }
    used.set(node, new Set([port]));
    for (const { from } of Object.values(around.node(node).arrivals).flat()) {
      if (around.node(from.node).definition.stage === "graph") visit(from);
    }
  };
  for (const end of ends) visit(end);
  return used;
}
