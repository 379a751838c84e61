/** From a tensor of an ONNX file to one of the compiler: aligned numbers instead of bytes. */
import { allocate, type TensorData } from "../../ir/tensor.ts";
import { dtypeOf } from "../element-type.ts";
import type { OnnxTensor } from "../model.ts";

/** @throws Error for strings, and for element types the compiler does not hold */
export function tensorData({ name, elementType, dims, data }: OnnxTensor): TensorData {
  if (!(data instanceof Uint8Array)) throw new Error(`${name} holds strings.`);
  const dtype = dtypeOf(elementType);
  const size = dims.reduce((product, dim) => product * dim, 1);
  const wanted = size * allocate(dtype, 1).byteLength;
  if (wanted !== data.byteLength)
    throw new Error(`${name} [${dims.join(", ")}] needs ${wanted} bytes, has ${data.byteLength}.`);
  // Bytes inside a file stand anywhere; arrays of numbers must begin at a multiple of their width.
  if (dtype === "float32" && data.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0)
    return { dtype, dims, data: new Float32Array(data.buffer, data.byteOffset, size) };
  const numbers = allocate(dtype, size);
  new Uint8Array(numbers.buffer).set(data);
  return { dtype, dims, data: numbers };
}
