/** Reads `preprocessor_config.json` in the forms that transformers, transformers.js and timm write. */
import type { ImagePreprocess } from "@fuseline/data";
import { issue, UserError } from "@fuseline/schema";
import { z } from "zod";

const triple = z.tuple([z.number(), z.number(), z.number()]);
const size = z.union([
  z.number(),
  z.object({ shortest_edge: z.number() }),
  z.object({ height: z.number(), width: z.number() }),
]);
const processorConfig = z.object({
  do_resize: z.boolean().optional(),
  size: size.optional(),
  do_center_crop: z.boolean().optional(),
  crop_size: size.optional(),
  crop_pct: z.number().nullish(),
  /** Pillow's numbers. */
  resample: z.number().nullish(),
  do_rescale: z.boolean().optional(),
  rescale_factor: z.number().optional(),
  do_normalize: z.boolean().optional(),
  image_mean: triple.nullish(),
  image_std: triple.nullish(),
  do_flip_channel_order: z.boolean().nullish(),
  channel_order: z.enum(["RGB", "BGR"]).nullish(),
});
const timmConfig = z.object({
  input_size: z.tuple([z.number(), z.number(), z.number()]),
  crop_pct: z.number().nullish(),
  crop_mode: z.string().nullish(),
  interpolation: z.string().nullish(),
  mean: triple,
  std: triple,
});
type ProcessorConfig = z.infer<typeof processorConfig>;

const PILLOW: readonly ImagePreprocess["resample"][] = ["nearest", "lanczos", "bilinear", "bicubic"];
/** From this size on, transformers stretches instead of cropping where `crop_pct` is given. */
const NO_CROP_FROM = 384;
const ZERO: [number, number, number] = [0, 0, 0];
const ONE: [number, number, number] = [1, 1, 1];

/**
 * The preparation that a model's own files describe; null when they describe none.
 * @throws UserError `model-preprocess-unsupported` for one that we do not carry out (such as windows that are not square)
 */
export function readPreprocessing(
  files: { processor: unknown; config: unknown },
  model: string,
): ImagePreprocess | null {
  const timm = timmConfig.safeParse(
    member(files.processor, "pretrained_cfg") ?? member(files.config, "pretrained_cfg"),
  );
  if (timm.success) return fromTimm(timm.data);
  if (files.processor === null) return null;
  const parsed = processorConfig.safeParse(files.processor);
  if (!parsed.success) {
    const what = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new UserError(issue("model-preprocess-unsupported", {}, { model, setting: what }));
  }
  const window = windowOf(parsed.data);
  if (window === null) return null;
  if (Number.isNaN(window.size)) {
    throw new UserError(issue("model-preprocess-unsupported", {}, { model, setting: "size" }));
  }
  return {
    ...window,
    ...scalingOf(parsed.data),
    resample: PILLOW[parsed.data.resample ?? 2] ?? "bilinear",
    channels: channelsOf(parsed.data),
  };
}

/** Size NaN: a window that is not square. */
function windowOf(config: ProcessorConfig): Pick<ImagePreprocess, "size" | "shortSide"> | null {
  if (config.size === undefined) return null;
  const wanted = sideOf(config.size);
  const crop = config.crop_size === undefined ? wanted : sideOf(config.crop_size);
  if (config.crop_pct != null) {
    if (wanted >= NO_CROP_FROM) return { size: wanted, shortSide: null };
    return { size: wanted, shortSide: Math.floor(wanted / config.crop_pct) };
  }
  const crops = config.do_center_crop === true;
  const byShortSide = typeof config.size === "object" && "shortest_edge" in config.size;
  // A square resize followed by a crop keeps the middle of a stretched picture; the short side keeps its shape.
  if (crops) return { size: crop, shortSide: config.do_resize === false ? crop : wanted };
  return { size: wanted, shortSide: byShortSide ? wanted : null };
}

function sideOf(of: z.infer<typeof size>): number {
  if (typeof of === "number") return of;
  if ("shortest_edge" in of) return of.shortest_edge;
  return of.height === of.width ? of.height : Number.NaN;
}

function scalingOf(config: ProcessorConfig): Pick<ImagePreprocess, "rescale" | "mean" | "std"> {
  const rescale = config.do_rescale === false ? 1 : (config.rescale_factor ?? 1 / 255);
  const normalises = config.do_normalize !== false && config.image_mean != null && config.image_std != null;
  return {
    rescale,
    mean: normalises ? (config.image_mean ?? ZERO) : ZERO,
    std: normalises ? (config.image_std ?? ONE) : ONE,
  };
}

function channelsOf(config: ProcessorConfig): ImagePreprocess["channels"] {
  return config.do_flip_channel_order === true || config.channel_order === "BGR" ? "bgr" : "rgb";
}

function fromTimm(config: z.infer<typeof timmConfig>): ImagePreprocess {
  const side = config.input_size[1];
  const squash = config.crop_mode === "squash";
  const resample = PILLOW.find((name) => name === config.interpolation) ?? "bicubic";
  return {
    size: side,
    shortSide: squash ? null : Math.floor(side / (config.crop_pct ?? 1)),
    resample,
    channels: "rgb",
    rescale: 1 / 255,
    mean: config.mean,
    std: config.std,
  };
}

function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? (of as { [name: string]: unknown })[name] : undefined;
}
