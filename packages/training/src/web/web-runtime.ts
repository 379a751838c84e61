/** ONNX Runtime in a browser: WebAssembly everywhere, WebGPU where the browser has a graphics card to offer. */
import type { InferenceSession, Tensor, TypedTensor } from "onnxruntime-common";
import type { NamedNumbers, OnnxRuntime } from "../onnx-runtime.ts";

export type WebDevice = "wasm" | "webgpu";

export interface WebRuntimeRequest {
  readonly device: WebDevice;
  /** Address of the folder that serves onnxruntime-web's `.wasm` files, ending in a slash. */
  readonly wasmFolder: string;
}

/** @throws Error where the browser offers no WebGPU adapter and one is asked for */
export async function openWebRuntime({ device, wasmFolder }: WebRuntimeRequest): Promise<OnnxRuntime> {
  if (device === "webgpu" && !(await offersWebgpu()))
    throw new Error("This browser offers no WebGPU adapter.");
  // Each brings its own WebAssembly; only the one that is used is loaded.
  const ort = await (device === "webgpu" ? import("onnxruntime-web/webgpu") : import("onnxruntime-web/wasm"));
  ort.env.wasm.wasmPaths = wasmFolder;
  // More threads need a page that is isolated from other origins.
  if (!globalThis.crossOriginIsolated) ort.env.wasm.numThreads = 1;
  return {
    residence: device === "webgpu" ? { kind: "buffers" } : { kind: "host" },
    // The numbers live in WebAssembly's memory, and are copied out of it.
    writesInPlace: false,
    tensor: (data, dims) => new ort.Tensor(data, dims) as Tensor,
    fetch: fetchNumbers,
    open: (model, resident = []) =>
      ort.InferenceSession.create(model, {
        executionProviders: device === "webgpu" ? ["webgpu", "wasm"] : ["wasm"],
        graphOptimizationLevel: "all",
        ...(device === "webgpu" ? keptOnDevice(resident) : {}),
      }),
  };
}

/** Whether this browser has a graphics card, or a stand-in for one, that programs may compute on. */
export async function offersWebgpu(): Promise<boolean> {
  const gpu = (globalThis.navigator as { readonly gpu?: { requestAdapter(): Promise<object | null> } }).gpu;
  return gpu !== undefined && (await gpu.requestAdapter()) !== null;
}

function keptOnDevice(outputs: readonly string[]): InferenceSession.SessionOptions {
  if (outputs.length === 0) return {};
  return { preferredOutputLocation: Object.fromEntries(outputs.map((name) => [name, "gpu-buffer"])) };
}

async function fetchNumbers(tensors: { readonly [name: string]: Tensor }): Promise<NamedNumbers> {
  const numbers = Object.entries(tensors).map(
    async ([name, tensor]) => [name, await (tensor as TypedTensor<"float32">).getData()] as const,
  );
  return Object.fromEntries(await Promise.all(numbers));
}
