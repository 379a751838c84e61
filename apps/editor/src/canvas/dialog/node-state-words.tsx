/** The state of a node in a list. */
import type { NodeRun } from "../run/node-run.ts";
import { useSpokenState } from "../run/use-spoken-state.ts";
import { useEditor } from "../store/editor-context.ts";

const NOT_RUN: NodeRun = { state: "none" };

export function NodeStateWords({ node }: { readonly node: string }) {
  const run = useEditor(({ nodeRuns }) => nodeRuns[node]) ?? NOT_RUN;
  const words = useSpokenState(run);
  return words === "" ? null : <span className="state-words">{words}</span>;
}
