/** From the runtime's error texts (it gives no codes) to issues on the canvas node whose operator failed. */
import { type Device, issue, UserError } from "@fuseline/schema";
import type { InferenceSession } from "onnxruntime-node";
import { firstSentence } from "./device-trouble.ts";

const NO_MEMORY =
  /Failed to allocate memory|bad_alloc|smaller than requested bytes|out of memory|CUDA_ERROR_OUT_OF_MEMORY|Allocation failed/i;
/** Whose failure it is, as the providers of ONNX Runtime speak; nothing here matches what the processor says. */
const DEVICE_WORDS: readonly (readonly [Exclude<Device, "cpu">, RegExp])[] = [
  ["cuda", /CUDA(_ERROR| failure| error)|CUBLAS|CUDNN|cudaError/],
  ["webgpu", /webgpu|wgpu::|\bDawn\b/i],
  ["dml", /DirectML|\bDML|D3D12|DXGI|0x887A/i],
  ["coreml", /Core ?ML/i],
];
/** While running, and while opening. */
const NODE_NAME = /Name:'([^']+)'|In Node, \("([^"]+)"/;

/** The canvas node of an operator named `<canvas node>/<scope>/<operator>`; null when the text names none. */
export function canvasNodeOf(error: unknown): string | null {
  const found = NODE_NAME.exec(error instanceof Error ? error.message : String(error));
  const operator = found?.[1] ?? found?.[2];
  const [node = "", ...rest] = (operator ?? "").split("/");
  return rest.length === 0 || node === "" ? null : node;
}

/** Runs a session; running out of memory and a failing device become issues that name the node. */
export async function runSession(
  session: InferenceSession,
  feeds: InferenceSession.OnnxValueMapType,
  options: { readonly outputs?: InferenceSession.FetchesType; readonly batch: number },
): Promise<InferenceSession.OnnxValueMapType> {
  try {
    return await (options.outputs === undefined ? session.run(feeds) : session.run(feeds, options.outputs));
  } catch (error) {
    throw sessionIssue(error, options.batch);
  }
}

/**
 * @returns UserError `out-of-memory` or `device-failed`, or the error as it is: anything else a graph does wrong is our
 * own mistake
 */
export function sessionIssue(error: unknown, batch: number): unknown {
  const words = error instanceof Error ? error.message : String(error);
  const node = canvasNodeOf(error);
  const at = node === null ? {} : { node };
  if (NO_MEMORY.test(words)) return new UserError(issue("out-of-memory", at, { batch }), { cause: error });
  const device = DEVICE_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
  if (device === undefined) return error;
  return new UserError(issue("device-failed", at, { device, reason: firstSentence(words) }), {
    cause: error,
  });
}
