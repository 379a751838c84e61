/** The answers of a dataset as numbers, stored as the encode step of a trainer on the same rows would store them. */
import { contentKey, type SourceSpec, type Table } from "@fuseline/schema";
import type { PretrainedModels } from "../fit/fit-source.ts";
import type { FulfilContext } from "../fulfil/context.ts";
import { encodeSource, readEncoded } from "./encode-source.ts";
import type { EncodedSource } from "./encoded-source.ts";

export type TargetSpec = Extract<SourceSpec, { readonly source: "class-target" | "number-target" }>;

export interface TargetRequest {
  /** Its columns name the dataset's step, as those of a plan do. */
  readonly spec: TargetSpec;
  readonly table: Table;
  readonly runId: string;
  readonly versions: { readonly [name: string]: string };
}

/** Shares its key with the encode step that `makePlan` makes of the same spec, so that neither does it twice. */
export async function encodeTarget(
  { spec, table, runId, versions }: TargetRequest,
  context: FulfilContext,
): Promise<EncodedSource> {
  const key = contentKey({ encode: spec, engines: versions });
  const known = await readEncoded(context, key);
  return known ?? encodeSource({ key, spec, table, models: NO_MODELS, context, runId });
}

const refuse = (): Promise<never> => Promise.reject(new Error("a target needs no pretrained model"));
const NO_MODELS: PretrainedModels = { image: refuse, text: refuse };
