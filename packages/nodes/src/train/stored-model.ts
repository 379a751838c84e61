/** Stores a trained model with its manifest. */
import { type FinishRequest, type Manifest, servedInputs } from "@fuseline/runtime";
import type { DatasetValue, Modality, ModelValue } from "@fuseline/schema";
import type { StepContext } from "../define/step.ts";

export interface Finished extends Pick<FinishRequest, "job" | "trained"> {
  readonly dataset: DatasetValue;
}

export async function storedModel(
  { engine }: Pick<StepContext, "engine">,
  { job, trained, dataset }: Finished,
): Promise<{ readonly manifest: Manifest; readonly model: ModelValue }> {
  const modalities = new Map(dataset.columns.map(({ name, modality }) => [name, modality]));
  const modalityOf = (column: string): Modality => modalities.get(column) ?? "text";
  const inputs = servedInputs(job.sources, modalityOf);
  const { manifest, blob } = await engine.finish({ job, trained, inputs });
  return { manifest, model: { type: "model", manifest: blob, dataset } };
}
