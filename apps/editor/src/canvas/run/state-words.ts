/** The key of the words for a state that has no issue of its own. */
import type { NodeRun } from "./node-run.ts";

type Told = Exclude<NodeRun["state"], "none" | "attention" | "error">;
const WORDS = {
  "will-run": "willRunNext",
  reused: "reusedUnchanged",
  waiting: "waits",
  running: "running",
  paused: "paused",
  learning: "learns",
  done: "done",
} as const satisfies { readonly [S in Told]: string };

export function stateWords({ state }: Extract<NodeRun, { readonly state: Told }>): (typeof WORDS)[Told] {
  return WORDS[state];
}
