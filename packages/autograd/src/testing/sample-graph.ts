/** Builds a graph that applies an operator to one of its samples, with seeded random numbers where none are given. */
import { GraphBuilder } from "../ir/builder.ts";
import { type DType, isFloat, toTensorData } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import type { OperatorDefinition, Sample, SampleInput } from "../ops/operator.ts";
import { RandomStream } from "../random/random-stream.ts";
import type { Feed } from "./evaluate.ts";

export interface SampleGraph {
  readonly g: GraphBuilder;
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
  readonly feeds: { [name: string]: Feed };
}

/** Floating-point inputs are made in `precision`. */
export function sampleGraph(operator: OperatorDefinition, sample: Sample, precision: DType): SampleGraph {
  const g = new GraphBuilder({ training: true });
  const feeds: { [name: string]: Feed } = {};
  const inputs = sample.inputs.map((input, index) => {
    if (input === null) return null;
    const dtype = input.dtype ?? precision;
    const numbers = input.values ?? randomNumbers(input, `${operator.type}/${sample.name}/${index}`);
    const tensor = toTensorData(numbers, input.dims, dtype);
    if (input.constant) return g.tensor(tensor);
    const value = g.input(`x${index}`, dtype, input.dims);
    feeds[value.name] = tensor;
    return value;
  });
  const outputs = g.op(operator.type, inputs, sample.attributes ?? {}, sample.outputs ?? 1);
  return { g, inputs, outputs, feeds };
}

function randomNumbers({ dims, range = [-1, 1] }: SampleInput, name: string): number[] {
  const stream = new RandomStream(name);
  const size = dims.reduce((product, dim) => product * dim, 1);
  return Array.from({ length: size }, () => range[0] + (range[1] - range[0]) * stream.uniform());
}

/** Indices of the inputs that a gradient can be asked for. */
export function differentiable(graph: SampleGraph): number[] {
  return graph.inputs.flatMap((value, index) =>
    value?.origin.kind === "input" && isFloat(value.dtype) ? [index] : [],
  );
}
