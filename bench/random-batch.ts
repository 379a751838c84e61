/** Batches of random numbers, classes and masks, the same at every run. */
import { RandomStream } from "@fuseline/autograd";
import { Tensor } from "onnxruntime-node";

type Dims = readonly number[];

const sizeOf = (dims: Dims): number => dims.reduce((product, dim) => product * dim, 1);

export function normalTensor(name: string, dims: Dims): Tensor {
  const random = new RandomStream(`bench/${name}`);
  return new Tensor(
    "float32",
    Float32Array.from({ length: sizeOf(dims) }, () => random.normal()),
    dims,
  );
}

/** int64, each below `classes`. */
export function classTensor(name: string, dims: Dims, classes: number): Tensor {
  const random = new RandomStream(`bench/${name}`);
  const data = BigInt64Array.from({ length: sizeOf(dims) }, () => BigInt(random.integer(classes)));
  return new Tensor("int64", data, dims);
}

/** float32 [rows, length]: in each row ones up to a random length of at least `least`, then zeros. */
export function prefixMask(name: string, [rows, length]: readonly [number, number], least: number): Tensor {
  const random = new RandomStream(`bench/${name}`);
  const lengths = Array.from({ length: rows }, () => least + random.integer(length - least + 1));
  const data = Float32Array.from({ length: rows * length }, (_, index) =>
    index % length < (lengths[Math.floor(index / length)] ?? 0) ? 1 : 0,
  );
  return new Tensor("float32", data, [rows, length]);
}
