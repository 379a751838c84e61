/** Builds a training, evaluation or serving graph from planned parts by calling each node's implementation in order. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { FittedFeed } from "@fuseline/runtime";
import type { GraphPart } from "@fuseline/schema";
import type { GraphImplementation, GraphValue } from "./graph.ts";

export interface GraphRecipe {
  readonly parts: readonly GraphPart[];
  /** The output that is asked for. */
  readonly end: { readonly node: string; readonly port: string };
  readonly implementations: ReadonlyMap<string, GraphImplementation>;
}

export interface GraphInputs {
  /** Source name as declared to the graph: "<node>.<source>". */
  readonly feeds: { readonly [source: string]: FittedFeed };
  readonly rowWeight: Value;
}

/** @throws Error when a part has no implementation or an input was not built: a defect of ours, never of the person. */
export function buildGraph(g: GraphBuilder, recipe: GraphRecipe, inputs: GraphInputs): GraphValue {
  const built = new Map<string, GraphValue>();
  for (const part of recipe.parts) {
    const implementation = recipe.implementations.get(part.kind);
    if (implementation === undefined) throw new Error(`no graph implementation of ${part.kind}`);
    const arriving = Object.entries(part.inputs).map(([port, wires]) => [
      port,
      wires.map((wire) => required(built, `${wire.node}.${wire.port}`)),
    ]);
    const sources = Object.keys(part.sources).map((name) => [name, inputs.feeds[`${part.node}.${name}`]]);
    const outputs = g.scope(part.node, () =>
      implementation.build(g, {
        params: part.params as never,
        inputs: Object.fromEntries(arriving),
        sources: Object.fromEntries(sources),
        training: g.training,
        rowWeight: inputs.rowWeight,
      }),
    );
    for (const [port, value] of Object.entries(outputs)) {
      if (value !== undefined) built.set(`${part.node}.${port}`, value);
    }
  }
  return required(built, `${recipe.end.node}.${recipe.end.port}`);
}

function required(built: ReadonlyMap<string, GraphValue>, name: string): GraphValue {
  const value = built.get(name);
  if (value === undefined) throw new Error(`graph value ${name} was not built`);
  return value;
}
