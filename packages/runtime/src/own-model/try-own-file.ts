/** Runs a person's own file on two made-up photos, alone and together, to see what it gives for one. */
import { issue, UserError } from "@fuseline/schema";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { sentenceOf } from "../pretrained/check-file.ts";
import { type Given, rowDims, tryOutput } from "../pretrained/trial-run.ts";
import { openSession } from "../session/open-session.ts";
import { ownFileInvalid } from "./open-own-file.ts";

export interface OwnTrial {
  readonly bytes: Uint8Array;
  readonly input: string;
  readonly output: string;
  readonly size: number;
  /** The file declared a fixed batch: photos may then be mixed up, so the numbers are compared too. */
  readonly opened: boolean;
}

/** Share of the largest number by which a photo's vector may differ when another photo is beside it. */
const TOLERANCE = 1e-3;

/**
 * Dims of the output for one photo, without the batch.
 * @throws UserError `own-model-invalid`, `own-model-trial`, `own-model-alone`
 */
export async function tryOwnFile(trial: OwnTrial): Promise<readonly number[]> {
  const session = await open(trial.bytes);
  try {
    const [first, second] = [madeUp(trial.size, 1), madeUp(trial.size, 2)];
    const one = await run(session, trial, [first]);
    const other = trial.opened ? await run(session, trial, [second]) : null;
    const both = await runTogether(session, trial, [first, second]);
    const dims = rowDims(one, both);
    if (dims === null || (other !== null && mixed([one, other], both))) throw alone(trial);
    return dims;
  } finally {
    await session.release();
  }
}

async function open(bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await openSession(bytes);
  } catch (error) {
    throw error instanceof UserError ? error : ownFileInvalid(error);
  }
}

async function run(
  session: InferenceSession,
  { input, output, size }: OwnTrial,
  photos: readonly Float32Array[],
): Promise<Given> {
  const each = 3 * size * size;
  const data = new Float32Array(photos.length * each);
  for (const [at, photo] of photos.entries()) data.set(photo, at * each);
  const feeds = { [input]: new Tensor("float32", data, [photos.length, 3, size, size]) };
  try {
    return await tryOutput(session, output, feeds);
  } catch (error) {
    const facts = { size, reason: sentenceOf(error) };
    throw new UserError(issue("own-model-trial", { param: "file" }, facts), { cause: error });
  }
}

/** One photo went through before: where two do not, their number is the reason. */
async function runTogether(
  session: InferenceSession,
  trial: OwnTrial,
  photos: readonly Float32Array[],
): Promise<Given> {
  try {
    return await run(session, trial, photos);
  } catch (error) {
    throw alone(trial, error);
  }
}

function alone({ output }: OwnTrial, cause?: unknown): UserError {
  return new UserError(issue("own-model-alone", { param: "file" }, { output }), { cause });
}

function mixed(apart: readonly Given[], together: Given): boolean {
  const expected = apart.flatMap(({ data }) => [...data]);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return expected.some((value, at) => Math.abs(value - (together.data[at] ?? 0)) > TOLERANCE * largest);
}

/** Numbers of the usual size without a pattern: 3 × size × size between −1 and 1. */
function madeUp(size: number, seed: number): Float32Array {
  return Float32Array.from({ length: 3 * size * size }, (_, at) => Math.sin((at + 1) * 12.9898 * seed));
}
