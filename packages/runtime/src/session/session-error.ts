/** From the runtime's error texts (it gives no codes) to issues on the canvas node whose operator failed. */
import { issue, UserError } from "@fuseline/schema";
import type { InferenceSession } from "onnxruntime-node";

const NO_MEMORY =
  /Failed to allocate memory|bad_alloc|smaller than requested bytes|out of memory|CUDA_ERROR_OUT_OF_MEMORY|Allocation failed/i;
/** While running, and while opening. */
const NODE_NAME = /Name:'([^']+)'|In Node, \("([^"]+)"/;

/** The canvas node of an operator named `<canvas node>/<scope>/<operator>`; null when the text names none. */
export function canvasNodeOf(error: unknown): string | null {
  const found = NODE_NAME.exec(error instanceof Error ? error.message : String(error));
  const operator = found?.[1] ?? found?.[2];
  const [node = "", ...rest] = (operator ?? "").split("/");
  return rest.length === 0 || node === "" ? null : node;
}

/** Runs a session; running out of memory becomes an issue that names the node and the batch. */
export async function runSession(
  session: InferenceSession,
  feeds: InferenceSession.OnnxValueMapType,
  options: { readonly outputs?: readonly string[]; readonly batch: number },
): Promise<InferenceSession.OnnxValueMapType> {
  try {
    return await (options.outputs === undefined ? session.run(feeds) : session.run(feeds, options.outputs));
  } catch (error) {
    throw sessionIssue(error, options.batch);
  }
}

/** @returns UserError `out-of-memory`, or the error as it is: anything else a graph does wrong is our own mistake */
export function sessionIssue(error: unknown, batch: number): unknown {
  const words = error instanceof Error ? error.message : String(error);
  if (!NO_MEMORY.test(words)) return error;
  const node = canvasNodeOf(error);
  return new UserError(issue("out-of-memory", node === null ? {} : { node }, { batch }), { cause: error });
}
