/** What differs between ONNX Runtime in Node and in a browser; everything else here is the same in both. */
import type { InferenceSession, Tensor } from "onnxruntime-common";

export type Numbers = Float32Array | Int32Array | BigInt64Array | Uint8Array;

export interface OnnxRuntime {
  /**
   * Opens a model on the runtime's device.
   * @param resident outputs that stay in the device's memory where `residence` is `buffers`
   */
  open(model: Uint8Array, resident?: readonly string[]): Promise<InferenceSession>;
  /** A tensor over these numbers; they are not copied. */
  tensor(data: Numbers, dims: readonly number[]): Tensor;
  /** The numbers of tensors that lie on the device. */
  fetch(tensors: { readonly [name: string]: Tensor }): Promise<NamedNumbers>;
  readonly residence: Residence;
  /** Outputs may be written into tensors that the caller gives for them. */
  readonly writesInPlace: boolean;
  /** Gives memory back at once that no one reads any more; where it is left out, it is collected some time. */
  release?(tensors: readonly Tensor[]): void;
}

export type NamedNumbers = { readonly [name: string]: Float32Array };

/** Where parameters and optimiser state are between two steps. */
export type Residence =
  /** In the memory of the process: the processor and WebAssembly, for which it is the device's own. */
  | { readonly kind: "host" }
  /** On the device for so many steps, which are one run: CUDA, whose Loop keeps what it carries. */
  | { readonly kind: "loop"; readonly steps: number }
  /** On the device for good, handed from run to run as its own buffers: WebGPU. */
  | { readonly kind: "buffers" };
