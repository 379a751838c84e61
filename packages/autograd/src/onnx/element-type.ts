/** Element types by their ONNX numbers (TensorProto.DataType). */
import type { DType } from "../ir/tensor.ts";

const CODES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
} as const satisfies {
  readonly [K in DType]: number;
};

export function codeOf(dtype: DType): number {
  return CODES[dtype];
}

/** The element type of a number; an error for types the compiler does not hold (strings, complex, bfloat16 …). */
export function dtypeOf(code: number): DType {
  for (const [dtype, known] of Object.entries(CODES)) if (known === code) return dtype as DType;
  throw new Error(`ONNX element type ${code} is not supported.`);
}
