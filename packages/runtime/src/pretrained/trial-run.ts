/** Runs an encoder twice on nothing much, with two batch sizes, to see what its output really is. */
import { issue, UserError } from "@fuseline/schema";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { sentenceOf } from "./check-file.ts";

type Feeds = { readonly [name: string]: Tensor };

export interface TrialRun {
  readonly model: string;
  readonly file: string;
  readonly session: InferenceSession;
  readonly output: string;
  /** Inputs for so many rows. */
  feeds(rows: number): Feeds;
}

/** What an output gave in one run. */
export interface Given {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Dims of the output for one row, without the batch. @throws UserError `model-file-invalid` */
export async function trialRun(trial: TrialRun): Promise<readonly number[]> {
  const one = await run(trial, 1);
  const two = await run(trial, 2);
  const dims = rowDims(one, two);
  if (dims !== null) return dims;
  throw invalid(trial, `two rows give [${two.dims.join(", ")}], one row gives [${one.dims.join(", ")}]`);
}

/** @throws Error where the file does not run, or the output is not of float32 numbers */
export async function tryOutput(session: InferenceSession, output: string, feeds: Feeds): Promise<Given> {
  const given = (await session.run(feeds, [output]))[output];
  if (!(given?.data instanceof Float32Array))
    throw new Error(`${output} is ${given?.type ?? "missing"}, not float32`);
  return { dims: given.dims, data: given.data };
}

/** What an output has for one row; null where it does not have the same for each of two. */
export function rowDims(one: Given, two: Given): readonly number[] | null {
  const [count, ...dims] = one.dims;
  const [twice, ...others] = two.dims;
  const alike = dims.length === others.length && dims.every((size, axis) => size === others[axis]);
  return alike && count === 1 && twice === 2 ? dims : null;
}

async function run(trial: TrialRun, rows: number): Promise<Given> {
  try {
    return await tryOutput(trial.session, trial.output, trial.feeds(rows));
  } catch (error) {
    throw invalid(trial, sentenceOf(error), error);
  }
}

function invalid({ model, file }: TrialRun, reason: string, cause?: unknown): UserError {
  return new UserError(issue("model-file-invalid", {}, { model, file, reason }), { cause });
}
