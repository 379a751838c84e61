/** Opens ONNX Runtime sessions: the only place that chooses devices and threads. */
import { availableParallelism } from "node:os";
import { InferenceSession } from "onnxruntime-node";

export interface SessionOptions {
  /** Threads inside one operator; default: FUSELINE_THREADS, else the machine's cores. */
  readonly threads?: number;
}

export function threadCount(): number {
  const given = Number(process.env.FUSELINE_THREADS);
  return Number.isInteger(given) && given > 0 ? given : availableParallelism();
}

/** @param model bytes of an ONNX file, or its path (large files are then read by the runtime itself) */
export function openSession(
  model: Uint8Array | string,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  const settings: InferenceSession.SessionOptions = {
    intraOpNumThreads: options.threads ?? threadCount(),
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Warnings of the runtime are about its own optimisations; errors still throw.
    logSeverityLevel: 3,
  };
  return typeof model === "string"
    ? InferenceSession.create(model, settings)
    : InferenceSession.create(model, settings);
}
