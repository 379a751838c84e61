/** First values of parameters: each is drawn from its own stream, so adding a layer never changes another. */
import type { ParameterSpec } from "../ir/initial.ts";
import { RandomStream } from "./random-stream.ts";

export function initialise(parameters: readonly ParameterSpec[], seed: string): Map<string, Float32Array> {
  return new Map(parameters.map((parameter) => [parameter.name, firstValues(parameter, seed)]));
}

function firstValues({ name, dims, init }: ParameterSpec, seed: string): Float32Array {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const values = new Float32Array(size);
  const stream = new RandomStream(`${seed}/${name}`);
  switch (init.kind) {
    case "zeros":
      return values;
    case "ones":
      return values.fill(1);
    case "constant":
      return values.fill(init.value);
    case "values":
      if (init.data.length !== size)
        throw new Error(`${name} needs ${size} first values, got ${init.data.length}.`);
      return Float32Array.from(init.data);
    case "truncatedNormal":
      return values.map(() => truncatedNormal(stream) * init.std);
    case "glorot": {
      const { fanIn, fanOut } = fans(dims);
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return values.map(() => (2 * stream.uniform() - 1) * limit);
    }
    case "he": {
      const deviation = Math.sqrt(2 / fans(dims).fanIn);
      return values.map(() => stream.normal() * deviation);
    }
  }
}

function truncatedNormal(stream: RandomStream): number {
  for (;;) {
    const value = stream.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/** Matrices are [in, out]; kernels are [out, in / groups, h, w]. */
function fans(dims: readonly number[]): { fanIn: number; fanOut: number } {
  const [first = 1, second = 1, ...kernel] = dims;
  if (kernel.length === 0) return { fanIn: first, fanOut: second };
  const area = kernel.reduce((product, dim) => product * dim, 1);
  return { fanIn: second * area, fanOut: first * area };
}
