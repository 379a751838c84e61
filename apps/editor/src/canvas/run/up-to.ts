/** What a run up to one block would do: its own steps and those that its data comes from. */
import type { Resolved } from "@fuseline/schema";
import type { ForecastStep } from "../store/run-slice.ts";

export function stepsUpTo(
  node: string,
  { nodes }: Resolved,
  steps: readonly ForecastStep[],
): readonly ForecastStep[] {
  const needed = new Set<string>();
  const open = [node];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    for (const { from } of Object.values(nodes[id]?.arrivals ?? {}).flat()) open.push(from.node);
  }
  return steps.filter((step) => step.nodes.some((id) => needed.has(id)));
}
