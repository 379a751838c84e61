/** Stores the pictures of a bundled set and makes its table. */
import { emojiSample } from "@fuseline/data";
import { storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { EMOJI_LANGUAGES } from "./columns.ts";
import { loadSample } from "./definition.ts";

export const loadSampleStep = implementStep(loadSample, async ({ storage, signal }) => {
  const table = await emojiSample(storage, { languages: EMOJI_LANGUAGES, signal });
  return { outputs: { data: await storeDataset(storage, table) } };
});
