/** Draws the rows of a made-up set. */
import { twoPartsSample } from "@fuseline/data";
import { storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { makeSample } from "./definition.ts";

export const makeSampleStep = implementStep(makeSample, async ({ storage, seed, signal }, { params }) => {
  const { rows, noise } = params;
  const table = await twoPartsSample(storage, { rows, noise, seed, signal });
  return { outputs: { data: await storeDataset(storage, table) } };
});
