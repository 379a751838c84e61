/** What a program reads without computing it: what must be fed or fixed. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { optimise } from "./optimise.ts";
import type { Program } from "./program.ts";

/** In a steady order: inputs, random inputs, parameters, then constants as they are first used. */
export function leavesOf(g: GraphBuilder, { nodes, outputs }: Program): Value[] {
  const read = new Set<Value>();
  for (const node of nodes) for (const input of node.inputs) if (input !== null) read.add(input);
  for (const { value } of outputs) read.add(value);
  const fed = [...g.inputs, ...g.randomValues, ...g.parameters.map(({ value }) => value)];
  return [
    ...fed.filter((value) => read.has(value)),
    ...[...read].filter(({ origin }) => origin.kind === "constant"),
  ];
}

/** Names of the inputs that must be fed to get these outputs. */
export function inputsOf(g: GraphBuilder, outputs: readonly Value[]): ReadonlySet<string> {
  const program = optimise(
    g,
    outputs.map((value, i) => ({ name: String(i), value })),
  );
  const inputs = leavesOf(g, program).filter(({ origin }) => origin.kind === "input");
  return new Set(inputs.map(({ name }) => name));
}
