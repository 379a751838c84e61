/** Runs a layer on literal numbers through ONNX Runtime. */
import { GraphBuilder, type Value } from "@fuseline/autograd";
import { evaluate } from "@fuseline/autograd/testing";
import { expect } from "vitest";

export interface LiteralOptions {
  /** Weights by name; biases left out are 0, anything else left out is an error. */
  readonly weights?: { readonly [name: string]: readonly number[] };
  readonly training?: boolean;
  /** Numbers of the random inputs, by name. */
  readonly randoms?: { readonly [name: string]: readonly number[] };
}

/** The numbers of what `build` returns. */
export async function numbersOf(
  build: (g: GraphBuilder) => Value,
  options: LiteralOptions = {},
): Promise<number[]> {
  const g = new GraphBuilder({ training: options.training ?? false });
  const y = build(g);
  const values = new Map(
    g.parameters.map(({ name, dims }) => {
      const size = dims.reduce((product, dim) => product * dim, 1);
      const given =
        options.weights?.[name] ?? (name.endsWith("bias") ? new Array<number>(size).fill(0) : undefined);
      if (given === undefined) throw new Error(`no numbers for the weight ${name}`);
      return [name, Float32Array.from(given)];
    }),
  );
  const feeds = Object.fromEntries(
    g.randoms.map(({ name, dims }) => {
      const data = Float32Array.from(options.randoms?.[name] ?? []);
      return [name, { dtype: "float32" as const, dims, data }];
    }),
  );
  const { y: result } = await evaluate(g, { outputs: { y }, values, feeds });
  return Array.from(result?.data ?? [], Number);
}

/** Relative to the largest wanted number. */
export function expectNumbers(given: readonly number[], wanted: readonly number[], tolerance = 1e-5): void {
  expect(given).toHaveLength(wanted.length);
  const largest = Math.max(...wanted.map(Math.abs), 1e-3);
  given.forEach((number, index) => {
    const off = Math.abs(number - (wanted[index] ?? Number.NaN)) / largest;
    expect(off, `number ${index} of ${given.join(", ")}`).toBeLessThan(tolerance);
  });
}

export function matrix(g: GraphBuilder, rows: readonly (readonly number[])[]): Value {
  return g.constant(rows.flat(), [rows.length, rows[0]?.length ?? 0]);
}

export function ones(g: GraphBuilder, rows: number): Value {
  return g.constant(new Array<number>(rows).fill(1), [rows]);
}
