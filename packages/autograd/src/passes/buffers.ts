/** Which values of a program share memory, and how much they take. */
import { isSymbolic } from "../ir/dims.ts";
import type { Node } from "../ir/node.ts";
import type { DType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

const WIDTHS: { readonly [dtype in DType]: number } = {
  float32: 4,
  float64: 8,
  float16: 2,
  int64: 8,
  int32: 4,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** Operators whose output is their input under other dimensions; the runtime copies nothing. */
const VIEWS = new Set(["Reshape", "Squeeze", "Unsqueeze", "Flatten", "Identity"]);

/** @throws Error for a value whose size is not known */
export function bytesOf({ dims, dtype, name }: Value): number {
  return dims.reduce<number>((product, dim) => {
    if (isSymbolic(dim)) throw new Error(`${name} has no fixed size.`);
    return product * dim;
  }, WIDTHS[dtype]);
}

/** The value whose memory a value lies in: its own, or that of what it is a view of. */
export function storageOf(nodes: readonly Node[]): (value: Value) => Value {
  const storage = new Map<Value, Value>();
  const find = (value: Value): Value => storage.get(value) ?? value;
  for (const { type, inputs, outputs } of nodes) {
    const [source] = inputs;
    const [output] = outputs;
    if (VIEWS.has(type) && source && output !== undefined) storage.set(output, find(source));
  }
  return find;
}
