/** The run that is shown on the canvas, the forecast of the next one, and what both mean for every card. */
import type { Issue, RunState, StepForecast } from "@fuseline/schema";
import { keepEqual } from "../graph/keep-equal.ts";
import { type NodeRuns, nodeRuns } from "../run/node-run.ts";
import type { EditorState, Slice } from "./editor-state.ts";

/** A step of the forecast; `seconds`: what it took the last time, null where it never ran. */
export type ForecastStep = StepForecast & { readonly seconds: number | null };

export interface Refusal {
  /** The server's sentence. */
  readonly message: string;
  readonly issues: readonly Issue[];
}

export interface RunSlice {
  readonly run: RunState | null;
  readonly forecast: readonly ForecastStep[] | null;
  /** The newest that was known: what it says is stored can still be shown while something is being mended. */
  readonly lastForecast: readonly ForecastStep[] | null;
  readonly nodeRuns: NodeRuns;
  /** Why the last press of Run was refused. */
  readonly refused: Refusal | null;
  showRun(run: RunState | null): void;
  showForecast(forecast: readonly ForecastStep[] | null): void;
  refuseRun(refused: Refusal | null): void;
}

export const runSlice: Slice<RunSlice> = (set) => ({
  run: null,
  forecast: null,
  lastForecast: null,
  nodeRuns: {},
  refused: null,
  showRun: (run) => set({ run }),
  showForecast: (forecast) => set(forecast === null ? { forecast } : { forecast, lastForecast: forecast }),
  refuseRun: (refused) => set({ refused }),
});

/** Called when any of its parts has changed. */
export function nextNodeRuns(state: EditorState): NodeRuns {
  return keepEqual(state.nodeRuns, nodeRuns(state));
}
