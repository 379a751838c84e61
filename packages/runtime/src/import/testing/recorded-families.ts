/** The small models of every family, and what PyTorch computed with them (see fixtures/record.py). For tests only. */
import { readFileSync } from "node:fs";
import type { ImportSource } from "@fuseline/autograd/onnx";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { z } from "zod";
import { prepareEncoder } from "../prepare-encoder.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);

/** Two numbers for a long tensor: its norm, and its product with sin(1.7 i + 0.3). */
const summary = z.tuple([z.number(), z.number()]);
const weight = z.object({
  dims: z.array(z.number()),
  values: summary,
  gradient: summary,
  /** The same of the transposed matrix. */
  turned: z.object({ values: summary, gradient: summary }).optional(),
});
const family = z.object({
  inputs: z.record(
    z.string(),
    z.object({ dtype: z.enum(["int64", "float32"]), dims: z.array(z.number()), data: z.array(z.number()) }),
  ),
  output: z.object({ dims: z.array(z.number()), values: summary }),
  inputGradients: z.record(z.string(), summary),
  weights: z.record(z.string(), weight),
});
export type Summary = z.infer<typeof summary>;
export type RecordedFamily = z.infer<typeof family>;

export const RECORDED = z
  .record(z.string(), family)
  .parse(JSON.parse(readFileSync(new URL("recorded.json", FIXTURES), "utf8")));

export function fileOf(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.onnx`, FIXTURES));
}

/** Sizes of each input behind the batch. */
export function dimsOf({ inputs }: RecordedFamily): { [input: string]: readonly number[] } {
  return Object.fromEntries(Object.entries(inputs).map(([name, { dims }]) => [name, dims.slice(1)]));
}

const prepared = new Map<string, Promise<ImportSource>>();

/** Each family is prepared once for all tests of a file. */
export function prepareFamily(name: string, recorded: RecordedFamily): Promise<ImportSource> {
  const [file, dims] = [`${name}.onnx`, dimsOf(recorded)];
  const known = prepared.get(name);
  if (known !== undefined) return known;
  const source = prepareEncoder({ model: name, file, bytes: fileOf(name), outputs: ["output"], dims });
  prepared.set(name, source);
  return source;
}

/** The recorded inputs, repeated to so many rows. */
export function feedsOf({ inputs }: RecordedFamily, batch: number): { [name: string]: Tensor } {
  return Object.fromEntries(
    Object.entries(inputs).map(
      ([
        name,
        {
          dtype,
          dims: [, ...rest],
          data,
        },
      ]) => {
        const size = rest.reduce((product, dim) => product * dim, batch);
        const numbers = Array.from({ length: size }, (_, i) => data[i % data.length] ?? 0);
        const typed = dtype === "int64" ? BigInt64Array.from(numbers, BigInt) : Float32Array.from(numbers);
        return [name, new Tensor(dtype, typed as Float32Array, [batch, ...rest])];
      },
    ),
  );
}

/** Every output's numbers; what the file does not take is not fed. */
export async function runFile(
  onnx: Uint8Array,
  feeds: { readonly [name: string]: Tensor },
): Promise<{ [output: string]: Float32Array }> {
  const session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  const taken = Object.entries(feeds).filter(([name]) => session.inputNames.includes(name));
  const results = await session.run(Object.fromEntries(taken));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { data }]) => [name, Float32Array.from(data as Float32Array)]),
  );
}

export function summarise(data: Float32Array): Summary {
  let [square, along] = [0, 0];
  data.forEach((number, i) => {
    square += number * number;
    along += number * Math.sin(1.7 * i + 0.3);
  });
  return [Math.sqrt(square), along];
}

/** Below this norm a gradient is rounding: a key's bias, which attention does not depend on, has none. */
const ROUNDING = 5e-2;

/** Largest difference, in parts of the wanted norm. */
export function summaryError(found: Summary, wanted: Summary): number {
  const scale = Math.max(wanted[0], ROUNDING);
  return Math.max(Math.abs(found[0] - wanted[0]), Math.abs(found[1] - wanted[1])) / scale;
}

export function largestDifference(found: Float32Array, wanted: Float32Array): number {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  return found.reduce((worst, number, i) => Math.max(worst, Math.abs(number - (wanted[i] ?? 0))), 0);
}
