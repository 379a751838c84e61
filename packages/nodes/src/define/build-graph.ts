/** Builds a training, evaluation or serving graph from planned parts by calling each node's implementation in order. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { FittedFeed } from "@fuseline/runtime";
import type { GraphOutput, GraphPart } from "@fuseline/schema";
import type { GraphImplementation, GraphValue } from "./graph.ts";
import { scopeOf, sourceName } from "./graph-scope.ts";

export interface GraphInputs {
  /** By the names that `sourceName` gives. */
  readonly feeds: { readonly [source: string]: FittedFeed };
  readonly rowWeight: Value;
}

/** What arrives at a part, and what it gave. */
export interface PartBuilt {
  readonly part: GraphPart;
  readonly inputs: { readonly [port: string]: readonly GraphValue[] };
  readonly sources: { readonly [name: string]: FittedFeed };
  readonly outputs: { readonly [port: string]: GraphValue | undefined };
  /** It declared weights that learn. */
  readonly learns: boolean;
}

export interface GraphRecipe {
  readonly parts: readonly GraphPart[];
  readonly implementations: ReadonlyMap<string, GraphImplementation>;
  /** Puts other values in the place of what a part gave. */
  readonly replace?: (built: PartBuilt) => PartBuilt["outputs"];
}

/**
 * @returns what each output of the parts became
 * @throws Error when a part has no implementation or an input was not built: a defect of ours, never of the person.
 */
export function buildGraph(
  g: GraphBuilder,
  recipe: GraphRecipe,
  inputs: GraphInputs,
): (output: GraphOutput) => GraphValue {
  const values = new Map<string, GraphValue>();
  const outputOf = ({ node, port }: GraphOutput): GraphValue => {
    const value = values.get(`${node}.${port}`);
    if (value === undefined) throw new Error(`graph value ${node}.${port} was not built`);
    return value;
  };
  for (const part of recipe.parts) {
    const built = buildPart(g, { part, outputOf }, { ...inputs, implementations: recipe.implementations });
    const outputs = recipe.replace?.(built) ?? built.outputs;
    for (const [port, value] of Object.entries(outputs)) {
      if (value !== undefined) values.set(`${part.node}.${port}`, value);
    }
  }
  return outputOf;
}

function buildPart(
  g: GraphBuilder,
  { part, outputOf }: { readonly part: GraphPart; outputOf(output: GraphOutput): GraphValue },
  { feeds, rowWeight, implementations }: GraphInputs & Pick<GraphRecipe, "implementations">,
): PartBuilt {
  const implementation = implementations.get(part.kind);
  if (implementation === undefined) throw new Error(`no graph implementation of ${part.kind}`);
  const inputs = Object.fromEntries(
    Object.entries(part.inputs).map(([port, wires]) => [port, wires.map(outputOf)]),
  );
  const sources: { [name: string]: FittedFeed } = {};
  for (const name of Object.keys(part.sources)) {
    const feed = feeds[sourceName(part, name)];
    if (feed === undefined) throw new Error(`source ${name} of ${part.node} is not fed`);
    sources[name] = feed;
  }
  const weights = g.parameters.length;
  const context = { params: part.params as never, inputs, sources, training: g.training, rowWeight };
  const outputs = g.scope(scopeOf(part), () => implementation.build(g, context));
  return {
    part,
    inputs,
    sources,
    outputs,
    learns: g.parameters.slice(weights).some(({ trainable }) => trainable),
  };
}
