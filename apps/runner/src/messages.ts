/** What the runner and the process that trains say to each other. */
import type { Plan, RunEventDraft } from "@fuseline/schema";
import type { RunOutcome } from "./execute-plan.ts";
import type { Usage } from "./load-meter.ts";

export interface ExecuteMessage {
  readonly type: "execute";
  readonly runId: string;
  readonly attempt: number;
  readonly plan: Plan;
}

export type ToExecutor = ExecuteMessage | { readonly type: "cancel" | "pause" | "stop" };

export type FromExecutor =
  | { readonly type: "ready" }
  | { readonly type: "usage"; readonly usage: Usage }
  | { readonly type: "events"; readonly drafts: readonly (RunEventDraft & { readonly at: number })[] }
  | { readonly type: "done"; readonly outcome: RunOutcome }
  /** Passing trouble: the run may be tried again. */
  | { readonly type: "trouble"; readonly message: string }
  /** A mistake of ours. */
  | { readonly type: "defect"; readonly message: string; readonly stack: string };
