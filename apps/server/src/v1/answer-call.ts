/** One parsed call through the model of its version. */
import { type MediaCell, UserError } from "@fuseline/schema";
import type { Answering } from "../serving/answering.ts";
import type { ServeRecord } from "../serving/serve-record.ts";
import { answerOutputs, foundOutputs, type PredictOutputs } from "./describe-outputs.ts";
import type { Call } from "./read-request.ts";

export interface AnsweringVersion {
  readonly serve: ServeRecord;
  /** Where a found picture may be fetched. */
  readonly mediaUrl: (cell: MediaCell) => string;
}

/** @throws UserError at the input whose picture cannot be read */
export async function answerCall(
  answering: Answering,
  { serve, mediaUrl }: AnsweringVersion,
  { row, count }: Call,
): Promise<PredictOutputs> {
  const { output } = serve;
  try {
    if (output.task !== "search") return answerOutputs(await answering.predict(serve, row), output);
    const found = await answering.use(serve, (served) => served.search(row, count ?? output.count));
    return foundOutputs(found, mediaUrl);
  } catch (error) {
    throw atItsInput(error);
  }
}

/** The reader names a picture by its place in the request; that is where the problem is. */
function atItsInput(error: unknown): unknown {
  if (!(error instanceof UserError)) return error;
  const { file } = error.issue.facts;
  if (typeof file !== "string" || !file.startsWith("inputs.")) return error;
  return new UserError({ ...error.issue, at: { param: file } }, { cause: error });
}
