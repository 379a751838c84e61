/** How a folded tensor follows the batch, told from its forms for a batch of two and of three. */
import { toNumbers } from "../../ir/tensor.ts";
import type { OnnxTensor } from "../model.ts";
import { tensorData } from "./tensor-data.ts";

/**
 * `sizes`: int64 numbers, each so many times the batch (`factors`), or as they are where the factor is null.
 * `rows`: `tensor` holds what every example has along `axis`; to be repeated. `count`: int64 numbers, `tensor` for
 * example 0 and `step` more for each further one along `axis`, such as the places of examples laid end to end.
 */
export type Stretched =
  | { readonly kind: "sizes"; readonly tensor: OnnxTensor; readonly factors: readonly (number | null)[] }
  | { readonly kind: "rows"; readonly tensor: OnnxTensor; readonly axis: number }
  | { readonly kind: "count"; readonly tensor: OnnxTensor; readonly axis: number; readonly step: OnnxTensor };

const INT64 = 7;

/** @throws Error that names a tensor which follows the batch in no such way */
export function stretched(two: OnnxTensor, three: OnnxTensor): Stretched {
  const found =
    two.dims.length === three.dims.length
      ? (sizes(two, three) ?? rows(two, three) ?? count(two, three))
      : null;
  if (found === null) throw new Error(`${two.name} depends on the batch in an unknown way`);
  return found;
}

function sizes(two: OnnxTensor, three: OnnxTensor): Stretched | null {
  if (two.elementType !== INT64 || two.dims.length > 1 || two.dims[0] !== three.dims[0]) return null;
  const [left, right] = [toNumbers(tensorData(two)), toNumbers(tensorData(three))];
  const factors = left.map((number, i) => (number === right[i] ? null : number / 2));
  const fits = factors.every(
    (factor, i) => factor === null || (Number.isInteger(factor) && right[i] === 3 * factor),
  );
  return fits ? { kind: "sizes", tensor: two, factors } : null;
}

function count(two: OnnxTensor, three: OnnxTensor): Stretched | null {
  const axis = two.dims.findIndex((dim, i) => dim !== three.dims[i]);
  const isFirst = two.dims.slice(0, axis).every((dim) => dim === 1);
  if (two.elementType !== INT64 || axis < 0 || !isFirst || two.dims[axis] !== 2 || three.dims[axis] !== 3)
    return null;
  const [left, right] = [toNumbers(tensorData(two)), toNumbers(tensorData(three))];
  const width = left.length / 2;
  const step = left.slice(width).map((number, i) => number - (left[i] ?? 0));
  const counts = [...left, ...right].every((number, i) => {
    const at = i < left.length ? i : i - left.length;
    return number === (left[at % width] ?? 0) + Math.floor(at / width) * (step[at % width] ?? 0);
  });
  if (right.length !== 3 * width || !counts) return null;
  const one = (numbers: readonly number[], name: string): OnnxTensor => ({
    name,
    elementType: INT64,
    dims: two.dims.map((dim, i) => (i === axis ? 1 : dim)),
    data: new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer),
  });
  return {
    kind: "count",
    tensor: one(left.slice(0, width), two.name),
    axis,
    step: one(step, `${two.name}/step`),
  };
}

function rows(two: OnnxTensor, three: OnnxTensor): Stretched | null {
  const axes = two.dims.flatMap((dim, i) => (dim === three.dims[i] ? [] : [i]));
  const [axis] = axes;
  if (axes.length !== 1 || axis === undefined) return null;
  if (!(two.data instanceof Uint8Array) || !(three.data instanceof Uint8Array)) return null;
  const [left = 0, right = 0] = [two.dims[axis], three.dims[axis]];
  const own = left / 2;
  if (!Number.isInteger(own) || right !== 3 * own) return null;
  const outer = two.dims.slice(0, axis).reduce((product, dim) => product * dim, 1);
  const width = two.data.length / (2 * outer);
  const first = new Uint8Array(outer * width);
  for (let at = 0; at < outer; at++)
    first.set(two.data.subarray(2 * at * width, (2 * at + 1) * width), at * width);
  if (!repeats(two.data, first, { times: 2, outer, width })) return null;
  if (!repeats(three.data, first, { times: 3, outer, width })) return null;
  const dims = two.dims.map((dim, i) => (i === axis ? own : dim));
  return { kind: "rows", tensor: { ...two, dims, data: first }, axis };
}

interface Repetition {
  readonly times: number;
  readonly outer: number;
  /** Bytes of one example. */
  readonly width: number;
}

function repeats(data: Uint8Array, first: Uint8Array, { times, outer, width }: Repetition): boolean {
  if (data.length !== times * first.length) return false;
  for (let at = 0; at < outer; at++)
    for (let time = 0; time < times; time++)
      for (let byte = 0; byte < width; byte++)
        if (data[(at * times + time) * width + byte] !== first[at * width + byte]) return false;
  return true;
}
