/** Recorded checkpoints of every architecture, and encoders built on them. */
import { readFileSync } from "node:fs";
import { GraphBuilder, type Value } from "@fuseline/autograd";
import { bytesSource, type FloatTensor, Safetensors } from "@fuseline/autograd/safetensors";
import type { Feed } from "@fuseline/autograd/testing";
import { expect } from "vitest";
import {
  type BuildOptions,
  type EncoderOutputs,
  type OpenedEncoder,
  openEncoder,
  type StoredCheckpoint,
} from "../src/index.ts";

const TOLERANCE = 1e-4;
const folder = new URL("../fixtures/architectures/", import.meta.url);

interface Recorded extends StoredCheckpoint {
  readonly weights: (encoder: OpenedEncoder) => Promise<ReadonlyMap<string, Float32Array>>;
  readonly vector: (name: string) => Promise<FloatTensor>;
}

export async function recorded(name: string): Promise<Recorded> {
  const file = (path: string): Buffer => readFileSync(new URL(`${name}/${path}`, folder));
  const open = (path: string): Promise<Safetensors> => Safetensors.open(bytesSource(file(path)));
  const [model, vectors] = [await open("model.safetensors"), await open("vectors.safetensors")];
  return {
    config: JSON.parse(file("config.json").toString("utf8")),
    tensors: new Map([...model.header.tensors].map(([key, { dims }]) => [key, dims])),
    weights: async ({ stored }) =>
      new Map(
        await Promise.all(
          stored.map(async (one) => [one.name, (await model.read(one.stored)).data] as const),
        ),
      ),
    vector: (key) => vectors.read(key),
  };
}

/** A recorded input as an input of the graph; ids, masks and types are int64. */
async function inputOf(
  g: GraphBuilder,
  { recording, name, open }: { recording: Recorded; name: string; open?: readonly string[] },
): Promise<{ value: Value; feed: Feed }> {
  const { dims, data } = await recording.vector(`input/${name}`);
  const whole = !/pixel|larger/.test(name);
  const dtype = whole ? ("int64" as const) : ("float32" as const);
  const symbolic = dims.map((dim, axis) => open?.[axis] ?? dim);
  const feed = { dtype, dims, data: whole ? BigInt64Array.from(data, (one) => BigInt(one)) : data };
  return { value: g.input(name, dtype, symbolic), feed };
}

interface Built {
  readonly g: GraphBuilder;
  readonly encoder: OpenedEncoder;
  readonly outputs: EncoderOutputs;
  readonly feeds: { readonly [name: string]: Feed };
  readonly weights: ReadonlyMap<string, Float32Array>;
}

interface Wanted {
  readonly modality: "text" | "image";
  readonly training: boolean;
  readonly options?: BuildOptions;
  readonly pixels?: string;
}

export async function build(recording: Recorded, wanted: Wanted): Promise<Built> {
  const { modality, training, options = {}, pixels = "pixel_values" } = wanted;
  const g = new GraphBuilder({ training });
  const feeds: { [name: string]: Feed } = {};
  const input = async (name: string): Promise<Value> => {
    const open = training ? [] : /pixel|larger/.test(name) ? ["batch"] : ["batch", "tokens"];
    const { value, feed } = await inputOf(g, { recording, name, open });
    feeds[name] = feed;
    return value;
  };
  if (modality === "image") {
    const encoder = openEncoder(recording, "image");
    const weights = await recording.weights(encoder);
    const outputs = encoder.build(g, await input(pixels), { weights, ...options });
    return { g, encoder, outputs, feeds, weights };
  }
  const encoder = openEncoder(recording, "text");
  const weights = await recording.weights(encoder);
  const ids = await input("input_ids");
  const mask = g.cast(await input("attention_mask"), "float32");
  const types = encoder.takesTypes ? await input("token_type_ids") : undefined;
  return {
    g,
    encoder,
    outputs: encoder.build(g, { ids, mask, types }, { weights, ...options }),
    feeds,
    weights,
  };
}

/** Relative to the largest number wanted, or to `least` where all are smaller. */
export function expectClose(
  what: string,
  given: ArrayLike<number | bigint> | undefined,
  { wanted, least = 1e-3 }: { readonly wanted: Float32Array; readonly least?: number },
): void {
  expect(given?.length, what).toBe(wanted.length);
  const largest = wanted.reduce((most, number) => Math.max(most, Math.abs(number)), least);
  let worst = 0;
  wanted.forEach((number, index) => {
    const off = Math.abs(Number(given?.[index]) - number) / largest;
    // Not Math.max, which would let NaN pass.
    if (!(off <= worst)) worst = off;
  });
  expect(worst, what).toBeLessThan(TOLERANCE);
}
