import { describe, expect, test } from "vitest";
import { readPreprocessing } from "./preprocessing.ts";

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const normal = { do_normalize: true, image_mean: IMAGENET.mean, image_std: IMAGENET.std };
const read = (processor: unknown, config: unknown = null) =>
  readPreprocessing({ processor, config }, "acme/x");

describe("preprocessor_config.json in the forms that models bring", () => {
  test("short side, then crop (CLIP, DINOv2)", () => {
    const config = {
      ...normal,
      do_resize: true,
      size: { shortest_edge: 256 },
      do_center_crop: true,
      crop_size: { height: 224, width: 224 },
      resample: 3,
    };
    expect(read(config)).toEqual({
      size: 224,
      shortSide: 256,
      resample: "bicubic",
      channels: "rgb",
      rescale: 1 / 255,
      ...IMAGENET,
    });
  });

  test("crop_pct: the short side is the size divided by it, up to 384 (ConvNeXt, ResNet)", () => {
    expect(read({ ...normal, size: { shortest_edge: 224 }, crop_pct: 0.875, resample: 3 })).toMatchObject({
      size: 224,
      shortSide: 256,
    });
    expect(read({ ...normal, size: { shortest_edge: 384 }, crop_pct: 0.95 })).toMatchObject({
      size: 384,
      shortSide: null,
    });
  });

  test("a square without crop is a stretch (ViT, SigLIP); so is a bare number", () => {
    expect(read({ ...normal, size: { height: 224, width: 224 }, resample: 2 })).toMatchObject({
      size: 224,
      shortSide: null,
      resample: "bilinear",
    });
    expect(read({ ...normal, size: 224 })).toMatchObject({ size: 224, shortSide: null });
    expect(read({ ...normal, size: 224, do_center_crop: true, crop_size: 224 })).toMatchObject({
      size: 224,
      shortSide: 224,
    });
  });

  test("reversed channels, no mean (MobileViT); pixels left at 0 … 255 (SqueezeNet)", () => {
    const mobilevit = {
      size: { shortest_edge: 288 },
      crop_size: { height: 256, width: 256 },
      do_center_crop: true,
      do_flip_channel_order: true,
    };
    expect(read(mobilevit)).toMatchObject({
      size: 256,
      shortSide: 288,
      channels: "bgr",
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
    const raw = {
      size: 227,
      do_rescale: false,
      do_normalize: true,
      image_mean: [104, 117, 123],
      image_std: [1, 1, 1],
      channel_order: "BGR",
    };
    expect(read(raw)).toMatchObject({ rescale: 1, mean: [104, 117, 123], channels: "bgr" });
  });

  test("do_normalize off means no mean, whatever is written beside it", () => {
    expect(read({ ...normal, do_normalize: false, size: 224 })).toMatchObject({
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
  });

  test("timm's form, in either file", () => {
    const timm = { input_size: [3, 224, 224], crop_pct: 0.95, interpolation: "bicubic", ...IMAGENET };
    const expected = { size: 224, shortSide: 235, resample: "bicubic", ...IMAGENET };
    expect(read({ pretrained_cfg: timm })).toMatchObject(expected);
    expect(read(null, { pretrained_cfg: timm })).toMatchObject(expected);
  });

  test("nothing written, nothing guessed; windows that are not square and nonsense are refused", () => {
    expect(read(null)).toBeNull();
    expect(read({ do_resize: true })).toBeNull();
    expect(() => read({ size: { height: 384, width: 128 } })).toThrow(/model-preprocess-unsupported/);
    expect(() => read({ size: "large" })).toThrow(/model-preprocess-unsupported.*size/);
  });
});
