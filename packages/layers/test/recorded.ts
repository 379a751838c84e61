/** Builds a model from our layers on the parameters PyTorch used, and compares values, gradients and running statistics. */
import { readFileSync } from "node:fs";
import { GraphBuilder, gradients, type Value } from "@fuseline/autograd";
import { evaluate } from "@fuseline/autograd/testing";
import { expect } from "vitest";

export interface RecordedTensor {
  readonly dims: readonly number[];
  readonly dtype?: "int64";
  readonly data: readonly number[];
}
interface Recording {
  readonly inputs: { readonly [name: string]: RecordedTensor };
  readonly parameters: { readonly [name: string]: RecordedTensor };
  readonly states: { readonly [name: string]: RecordedTensor };
  readonly loss: number;
  readonly outputs: { readonly [name: string]: RecordedTensor };
  readonly gradients: { readonly [name: string]: RecordedTensor };
  readonly statesAfter: { readonly [name: string]: RecordedTensor };
}

/** Relative to the largest number of the tensor. */
const TOLERANCE = 1e-4;

export type BuildRecorded = (
  g: GraphBuilder,
  input: (name: string) => Value,
) => { readonly loss: Value; readonly outputs?: { readonly [name: string]: Value } };

/** The fixture of this name; its form is what `record.py` wrote. */
export function readRecorded<Form>(name: string): Form {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));
}

export async function expectRecorded(name: string, build: BuildRecorded): Promise<void> {
  const recording = readRecorded<Recording>(name);
  const g = new GraphBuilder({ training: true });
  const feeds = Object.fromEntries(
    Object.entries(recording.inputs).map(([input, { dims, dtype, data }]) => {
      const numbers = dtype === "int64" ? BigInt64Array.from(data, BigInt) : Float32Array.from(data);
      return [input, { dims, dtype: dtype ?? ("float32" as const), data: numbers }];
    }),
  );
  const built = build(g, (input) => {
    const feed = feeds[input];
    if (feed === undefined) throw new Error(`no recorded input ${input}`);
    return g.input(input, feed.dtype, feed.dims);
  });
  const recorded = { ...recording.parameters, ...recording.states };
  expect(g.parameters.map((parameter) => parameter.name).sort()).toEqual(Object.keys(recorded).sort());
  for (const { name: parameter, dims } of g.parameters)
    expect(dims, parameter).toEqual(recorded[parameter]?.dims);
  const values = new Map(Object.entries(recorded).map(([key, { data }]) => [key, Float32Array.from(data)]));
  const trained = g.parameters.filter((parameter) => parameter.trainable);
  const slopes = gradients(
    built.loss,
    trained.map((parameter) => parameter.value),
  );
  const results = await evaluate(g, {
    feeds,
    values,
    outputs: {
      loss: built.loss,
      ...built.outputs,
      ...Object.fromEntries(
        trained.map((parameter, index) => [`gradient/${parameter.name}`, slopes[index] as Value]),
      ),
      ...Object.fromEntries([...g.assignments].map(([key, value]) => [`after/${key}`, value])),
    },
  });
  expectClose("loss", results.loss?.data, [recording.loss]);
  for (const [key, { data }] of Object.entries(recording.outputs)) {
    if (built.outputs?.[key] !== undefined) expectClose(key, results[key]?.data, data);
  }
  for (const [key, { data }] of Object.entries(recording.gradients)) {
    expectClose(`gradient of ${key}`, results[`gradient/${key}`]?.data, data);
  }
  for (const [key, { data }] of Object.entries(recording.statesAfter)) {
    expectClose(`next ${key}`, results[`after/${key}`]?.data, data);
  }
}

function expectClose(
  what: string,
  given: ArrayLike<number | bigint> | undefined,
  wanted: readonly number[],
): void {
  expect(given?.length, what).toBe(wanted.length);
  const largest = Math.max(1e-3, ...wanted.map(Math.abs));
  wanted.forEach((number, index) => {
    const difference = Math.abs(Number(given?.[index]) - number) / largest;
    expect(difference, `${what}, number ${index}: ${given?.[index]} and ${number}`).toBeLessThan(TOLERANCE);
  });
}
