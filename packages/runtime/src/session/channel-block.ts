/** Whether this machine's processor convolves blocked maps, and how many channels make a block. */
import { channelBlockProbe } from "@fuseline/autograd";
import type { Device } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { currentDevice } from "./devices.ts";
import { openSession } from "./open-session.ts";

let onProcessor: Promise<number> | undefined;

/**
 * For `channelBlock` of a training graph: 0 where the device has no direct kernels, as every device but the processor.
 * @param wanted default: the device of this process
 */
export async function channelBlock(wanted?: Device): Promise<number> {
  const device = wanted ?? (await currentDevice());
  if (device !== "cpu") return 0;
  onProcessor ??= probe();
  return onProcessor;
}

async function probe(): Promise<number> {
  const { onnx, input, output, read } = channelBlockProbe();
  try {
    const session = await openSession(onnx, { device: "cpu", threads: 1 });
    const results = await session.run({ [input.name]: new Tensor(input.data, input.dims) });
    await session.release();
    return read(results[output]?.data as Float32Array);
  } catch {
    // A runtime without these operators refuses the file: convolutions then are products over rows.
    return 0;
  }
}
