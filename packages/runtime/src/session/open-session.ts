/** Opens ONNX Runtime sessions: the only place that chooses devices, threads and optimisation. */
import { availableParallelism } from "node:os";
import type { Device } from "@fuseline/schema";
import { InferenceSession } from "onnxruntime-node";
import { currentDevice } from "./devices.ts";

export interface SessionOptions {
  /** Threads inside one operator; default: FUSELINE_THREADS, else the machine's cores. */
  readonly threads?: number;
  /**
   * Threads that wait for the next operator keep their core busy. That is fastest for training, where nothing else
   * runs; where pictures are decoded or requests answered meanwhile it costs more than it gains. Default true.
   */
  readonly spinning?: boolean;
  /** Default: the device of this process. */
  readonly device?: Device | undefined;
  /** Outputs that stay in the device's memory; WebGPU alone hands them from run to run. */
  readonly resident?: readonly string[];
}

export function threadCount(): number {
  const given = Number(process.env.FUSELINE_THREADS);
  return Number.isInteger(given) && given > 0 ? given : availableParallelism();
}

/**
 * @param model bytes of an ONNX file, or its path (large files are then read by the runtime itself)
 * @throws UserError `device-unavailable`, `setting-invalid`
 */
export async function openSession(
  model: Uint8Array | string,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  const device = options.device ?? (await currentDevice());
  const resident = options.resident ?? [];
  const settings: InferenceSession.SessionOptions = {
    // What a device cannot do, the processor does.
    executionProviders: device === "cpu" ? ["cpu"] : [device, "cpu"],
    intraOpNumThreads: options.threads ?? threadCount(),
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // A pattern holds the memory of a whole run a second time, beside what the first run took; it makes none faster.
    enableMemPattern: false,
    // Errors are thrown; printing them as well would only frighten people.
    logSeverityLevel: 4,
    ...(resident.length === 0 ? {} : { preferredOutputLocation: onDevice(resident) }),
    extra: { session: { intra_op: { allow_spinning: options.spinning === false ? "0" : "1" } } },
  };
  return typeof model === "string"
    ? InferenceSession.create(model, settings)
    : InferenceSession.create(model, settings);
}

function onDevice(outputs: readonly string[]): { readonly [output: string]: "gpu-buffer" } {
  return Object.fromEntries(outputs.map((name) => [name, "gpu-buffer"]));
}
