/** The key of a node's stored result: what the run has left, else what the forecast says is there already. */

import { isActive } from "../run/node-run.ts";
import type { EditorState } from "../store/editor-state.ts";

type Known = Pick<EditorState, "run" | "lastForecast" | "resolved">;

/** Null while nothing is stored for the node as it is now. */
export function storedStep({ run, lastForecast, resolved }: Known, node: string): string | null {
  const kind = resolved.document.nodes[node]?.kind;
  if (isActive(run)) {
    const step = run.order
      .flatMap((key) => run.steps[key] ?? [])
      .find(({ nodeIds, title }) => title === kind && nodeIds.includes(node));
    return step?.status === "finished" || step?.status === "reused" ? step.key : null;
  }
  const step = lastForecast?.findLast(({ nodes }) => nodes.includes(node));
  return step?.reason === null ? step.key : null;
}
