import { InferenceSession, type Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { hubFeeds, hubModels, readHubModel } from "../testing/hub-models.ts";
import { cut } from "./cut.ts";
import { decodeModel } from "./decode-model.ts";
import { encodeModel } from "./encode-model.ts";
import type { OnnxModel } from "./model.ts";
import { specialise } from "./specialise.ts";

const MODELS = hubModels();
const ABSENT = "no shared hub beside the repository";

async function outputsOf(bytes: Uint8Array, model: OnnxModel): Promise<InferenceSession.OnnxValueMapType> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const results = await session.run(hubFeeds(model));
  await session.release();
  return results;
}

/** The bytes of every output in hexadecimal: comparing long arrays number by number takes minutes. */
function numbers(results: InferenceSession.OnnxValueMapType): { [output: string]: string } {
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => {
      const { buffer, byteOffset, byteLength } = (tensor as Tensor).data as Float32Array;
      return [name, Buffer.from(buffer, byteOffset, byteLength).toString("hex")];
    }),
  );
}

describe.skipIf(MODELS.length === 0)(`real ONNX files (skipped: ${ABSENT})`, () => {
  it.each(MODELS)("%s read and written again gives the same numbers", async (path) => {
    const bytes = readHubModel(path);
    const model = decodeModel(bytes);
    const again = encodeModel(model);
    expect(Buffer.compare(encodeModel(decodeModel(again)), again)).toBe(0);
    expect(numbers(await outputsOf(again, model))).toEqual(numbers(await outputsOf(bytes, model)));
  });

  it("a file with fixed sizes gives the numbers of the open one", async () => {
    const bytes = readHubModel("fuseline/ppocr-v4-cls/onnx/model.onnx");
    const open = decodeModel(bytes);
    const symbols = { "p2o.DynamicDimension.0": 1, "p2o.DynamicDimension.1": 64 };
    const fixed = specialise(open, { ...symbols, "x:3": 96 });
    expect(fixed.graph.inputs.map(({ dims }) => dims)).toEqual([[1, 3, 64, 96]]);
    // Known sizes let the runtime fuse more, which may change the last bit.
    const scores = await scoresOf(encodeModel(fixed), fixed);
    const expected = await scoresOf(bytes, open);
    expect(scores.length).toBe(2);
    scores.forEach((score, i) => {
      expect(score).toBeCloseTo(expected[i] ?? 0, 6);
    });
    expect(() => specialise(open, symbols)).toThrow("No size was given for p2o.DynamicDimension.2 (x:3).");
  });

  it("a file cut at an inner tensor gives that tensor and needs no more weights than it", async () => {
    const whole = decodeModel(readHubModel("fuseline/resnet8-cifar10/onnx/model.onnx"));
    const inner = whole.graph.nodes.find(({ type }) => type === "GlobalAveragePool")?.inputs[0] ?? "";
    const short = cut(whole, [inner]);
    expect(short.graph.initializers.length).toBeLessThan(whole.graph.initializers.length);
    const results = await outputsOf(encodeModel(short), short);
    expect(results[inner]?.dims.slice(0, 2)).toEqual([2, 64]);
    const mean = averagePerMap(results[inner] as Tensor);
    const embedding = (await outputsOf(encodeModel(whole), whole)).image_embedding as Tensor;
    mean.forEach((value, i) => {
      expect(value).toBeCloseTo(Number(embedding.data[i]), 5);
    });
    expect(() => cut(whole, ["nowhere"])).toThrow("The model computes no tensor called nowhere.");
  });
});

async function scoresOf(bytes: Uint8Array, model: OnnxModel): Promise<number[]> {
  const scores = (await outputsOf(bytes, model))["softmax_0.tmp_0"] as Tensor;
  return Array.from(scores.data as Float32Array);
}

/** Mean of every [height, width] map of a [batch, channels, height, width] tensor. */
function averagePerMap({ dims, data }: Tensor): number[] {
  const area = Number(dims[2]) * Number(dims[3]);
  const values = Array.from(data as Float32Array);
  return Array.from({ length: values.length / area }, (_, map) => {
    const part = values.slice(map * area, (map + 1) * area);
    return part.reduce((sum, value) => sum + value, 0) / area;
  });
}
