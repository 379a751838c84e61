/** Which devices compute in float16 themselves; others would take float32 for it and gain nothing. */
import type { Device } from "@fuseline/schema";
import { tryDevice } from "./device-trial.ts";

const known = new Map<Device, Promise<boolean>>();

/** Found out once in a process: a card may be too old, or its driver may keep the feature from WebGPU. */
export function computesInHalf(device: Device): Promise<boolean> {
  // ONNX Runtime has no such kernels for the processor.
  if (device === "cpu") return Promise.resolve(false);
  const found = known.get(device) ?? tryDevice(device, "float16").then(({ works }) => works);
  known.set(device, found);
  return found;
}
