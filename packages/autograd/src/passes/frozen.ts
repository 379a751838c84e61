/** Weights that never change: they are fixed in every file, where the runtime packs them once. */
import type { GraphBuilder } from "../ir/builder.ts";

/** Numbers of the parameters that are given by their values, not trainable, and not assigned to, by name. */
export function frozenValues(g: GraphBuilder): Map<string, Float32Array> {
  const values = new Map<string, Float32Array>();
  for (const { name, init, trainable } of g.parameters) {
    if (init.kind === "values" && !trainable && !g.assignments.has(name)) values.set(name, init.data);
  }
  return values;
}
