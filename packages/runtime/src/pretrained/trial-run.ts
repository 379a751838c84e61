/** Runs an encoder twice on nothing much, with two batch sizes, to see what its output really is. */
import { issue, UserError } from "@fuseline/schema";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { sentenceOf } from "./check-file.ts";

export interface TrialRun {
  readonly model: string;
  readonly file: string;
  readonly session: InferenceSession;
  readonly output: string;
  /** Inputs for so many rows. */
  feeds(rows: number): { readonly [name: string]: Tensor };
}

/** Dims of the output for one row, without the batch. @throws UserError `model-file-invalid` */
export async function trialRun(trial: TrialRun): Promise<readonly number[]> {
  const one = await run(trial, 1);
  const two = await run(trial, 2);
  const sound =
    one.length === two.length &&
    one[0] === 1 &&
    two[0] === 2 &&
    one.slice(1).every((size, axis) => size === two[axis + 1]);
  if (!sound) throw invalid(trial, `two rows give [${two.join(", ")}], one row gives [${one.join(", ")}]`);
  return one.slice(1);
}

async function run(trial: TrialRun, rows: number): Promise<readonly number[]> {
  try {
    const results = await trial.session.run(trial.feeds(rows), [trial.output]);
    const output = results[trial.output];
    if (output === undefined || output.type !== "float32")
      throw new Error(`${trial.output} is ${output?.type ?? "missing"}, not float32`);
    return output.dims;
  } catch (error) {
    throw invalid(trial, sentenceOf(error), error);
  }
}

function invalid({ model, file }: TrialRun, reason: string, cause?: unknown): UserError {
  return new UserError(issue("model-file-invalid", {}, { model, file, reason }), { cause });
}
