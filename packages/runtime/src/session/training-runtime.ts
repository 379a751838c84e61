/** ONNX Runtime in Node as training uses it: where parameters are between steps depends on the device. */
import { MessageChannel } from "node:worker_threads";
import { compileForward, GraphBuilder } from "@fuseline/autograd";
import type { Device } from "@fuseline/schema";
import type { NamedNumbers, OnnxRuntime, Residence } from "@fuseline/training";
import { Tensor } from "onnxruntime-node";
import { currentDevice } from "./devices.ts";
import { openSession } from "./open-session.ts";

/** Steps in one run where the device's Loop keeps what it carries; more gain little, and a stop waits for them all. */
const STEPS_PER_RUN = 16;

export function residenceOf(device: Device): Residence {
  switch (device) {
    case "cuda":
      return { kind: "loop", steps: STEPS_PER_RUN };
    case "webgpu":
      return { kind: "buffers" };
    case "cpu":
    // Neither runs a Loop by itself: the processor would, and fetch what is carried after every step.
    case "dml":
    case "coreml":
      return { kind: "host" };
  }
}

/** Whether the device's MaxPool tells where the greatest entries were, which gradients can do without. */
export function tellsPoolPlaces(device: Device): boolean {
  return device !== "webgpu";
}

/** @param wanted default: the device of this process */
export async function trainingRuntime(wanted?: Device): Promise<OnnxRuntime> {
  const device = wanted ?? (await currentDevice());
  const residence = residenceOf(device);
  return {
    residence,
    writesInPlace: residence.kind !== "buffers",
    release: releaseNumbers,
    tensor: (data, dims) => new Tensor(data, dims) as Tensor,
    open: (model, resident = []) =>
      openSession(model, { device, resident: residence.kind === "buffers" ? resident : [] }),
    fetch: (tensors) => fetchNumbers(tensors, device),
  };
}

/** Bytes of copies a run: fewer are collected soon enough, and giving them back would cost 2 of a small step's 4.5 ms. */
const BURDEN = 64 * 2 ** 20;

/**
 * Collected some time later, the copies of weights and state that every run hands out would lie beside the ones in use
 * while the next run needs its memory. What is sent to a port that is closed is freed.
 */
function releaseNumbers(tensors: readonly Tensor[]): void {
  const buffers = tensors.map(({ data }) => (data as Float32Array<ArrayBuffer>).buffer);
  if (buffers.reduce((sum, { byteLength }) => sum + byteLength, 0) < BURDEN) return;
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, buffers);
  port1.close();
  port2.close();
}

/** This binding cannot read a device's buffer, but a model that gives its inputs back can. */
async function fetchNumbers(
  tensors: { readonly [name: string]: Tensor },
  device: Device,
): Promise<NamedNumbers> {
  const g = new GraphBuilder({ training: false });
  const named = Object.entries(tensors).map(([name, { dims }], place) => ({ name, dims, key: `x${place}` }));
  const outputs = named.map(({ key, dims }) => [`${key}/copy`, g.input(key, "float32", dims)] as const);
  const session = await openSession(compileForward({ builder: g, outputs: Object.fromEntries(outputs) }), {
    device,
  });
  try {
    const inputs = named.flatMap(({ key, name }) => {
      const tensor = tensors[name];
      return tensor === undefined ? [] : [[key, tensor] as const];
    });
    const results = await session.run(Object.fromEntries(inputs));
    return Object.fromEntries(
      named.map(({ name, key }) => [name, (results[`${key}/copy`] as Tensor).data as Float32Array]),
    );
  } finally {
    await session.release();
  }
}
