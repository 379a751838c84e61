/** One run of an encoder's file over texts that are tokens already: raw output. */
import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { EncoderRecipe } from "../recipe.ts";
import { runSession } from "../session/session-error.ts";

export interface TextRun {
  /** [texts, length], filled up. */
  readonly ids: BigInt64Array;
  /** [texts, length]: 1 where a token is the text's own. */
  readonly mask: BigInt64Array;
  readonly length: number;
  readonly inputs: Extract<EncoderRecipe, { recipe: "text-model" }>["inputs"];
  readonly output: string;
}

export const TEXTS_PER_RUN = 32;

/** Part of an encoder may take less than the whole does: it is given what it takes. */
export async function runTexts(
  session: InferenceSession,
  { ids, mask, length, inputs, output }: TextRun,
): Promise<Float32Array> {
  const batch = ids.length / length;
  const taken = new Set(session.inputNames);
  const feeds: { [name: string]: Tensor } = {};
  const feed = (name: string | null, data: BigInt64Array): void => {
    if (name !== null && taken.has(name)) feeds[name] = new Tensor("int64", data, [batch, length]);
  };
  feed(inputs.ids, ids);
  feed(inputs.mask, mask);
  feed(inputs.types, new BigInt64Array(ids.length));
  const results = await runSession(session, feeds, { outputs: [output], batch });
  const given = results[output];
  if (given === undefined) throw new Error(`the encoder gave no ${output}`);
  return given.data as Float32Array;
}
