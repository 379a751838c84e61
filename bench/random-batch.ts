/** Batches of random numbers and classes, the same at every run. */
import { RandomStream } from "@fuseline/autograd";
import { Tensor } from "onnxruntime-node";

export function normalTensor(name: string, dims: readonly number[]): Tensor {
  const random = new RandomStream(`bench/${name}`);
  const size = dims.reduce((product, dim) => product * dim, 1);
  return new Tensor(
    "float32",
    Float32Array.from({ length: size }, () => random.normal()),
    dims,
  );
}

/** int64 [rows], each below `classes`. */
export function classTensor(name: string, rows: number, classes: number): Tensor {
  const random = new RandomStream(`bench/${name}`);
  return new Tensor(
    "int64",
    BigInt64Array.from({ length: rows }, () => BigInt(random.integer(classes))),
    [rows],
  );
}
