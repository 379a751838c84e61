/** Every table of words, by namespace. A feature adds its own with one line here. */

import { apiPageWords } from "../api-page/words.ts";
import { appWords } from "../app/words.ts";
import { canvasWords } from "../canvas/words.ts";
import { compareWords } from "../compare/words.ts";
import { endpointWords } from "../endpoint/words.ts";
import { endpointsWords } from "../endpoints/words.ts";
import { newPipelineWords } from "../new-pipeline/words.ts";
import { pipelinesWords } from "../pipelines/words.ts";
import { publishWords } from "../publish/words.ts";
import { relabelWords } from "../relabel/words.ts";
import { resultsWords } from "../results/words.ts";
import { runWords } from "../run/words.ts";
import { runsWords } from "../runs/words.ts";
import { startWords } from "../start/words.ts";
import { trialWords } from "../trial/words.ts";
import { uiWords } from "../ui/words.ts";
import { uploadsWords } from "../uploads/words.ts";
import type { Words } from "./words.ts";

export const tables = {
  apiPage: apiPageWords,
  app: appWords,
  canvas: canvasWords,
  compare: compareWords,
  endpoint: endpointWords,
  endpoints: endpointsWords,
  pipelines: pipelinesWords,
  publish: publishWords,
  relabel: relabelWords,
  results: resultsWords,
  run: runWords,
  runs: runsWords,
  start: startWords,
  newPipeline: newPipelineWords,
  uploads: uploadsWords,
  trial: trialWords,
  ui: uiWords,
} satisfies { readonly [namespace: string]: Words };

export type Tables = typeof tables;
