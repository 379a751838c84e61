/** How a picture becomes a tensor: exactly the pretrained model's own preparation. */

/** Sizes in pixels. `mean`, `std` and the output are in the order of `channels`. */
export interface ImagePreprocess {
  readonly size: number;
  /** Resize the short side to this, then crop `size` from the centre; null: stretch to size × size. */
  readonly shortSide: number | null;
  readonly resample: "nearest" | "bilinear" | "bicubic" | "lanczos";
  readonly channels: "rgb" | "bgr";
  /** value = (pixel · rescale − mean) / std, pixel 0…255. */
  readonly rescale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** Where the picture goes: resized to `width` × `height`, then a size × size window at (`left`, `top`). */
export interface Placement {
  readonly width: number;
  readonly height: number;
  /** Negative when the resized picture is smaller than the window: the rest is black. */
  readonly left: number;
  readonly top: number;
}

/** Rounds as Hugging Face image processors do: the long side and the crop's corner are floored. */
export function place(
  source: { width: number; height: number },
  how: { size: number; shortSide: number | null },
): Placement {
  if (how.shortSide === null) return { width: how.size, height: how.size, left: 0, top: 0 };
  const short = Math.min(source.width, source.height);
  const scaled = (side: number): number => Math.max(1, Math.floor((side * (how.shortSide ?? 0)) / short));
  const width = source.width <= source.height ? how.shortSide : scaled(source.width);
  const height = source.height <= source.width ? how.shortSide : scaled(source.height);
  return {
    width,
    height,
    left: Math.floor((width - how.size) / 2),
    top: Math.floor((height - how.size) / 2),
  };
}

/**
 * Scales pixels to numbers.
 * @param pixels uint8, height × width × 3, RGB
 * @param output float32, 3 × height × width, in the order of `channels`; written from `offset`
 */
export function normalisePixels(
  pixels: Uint8Array,
  how: Pick<ImagePreprocess, "channels" | "rescale" | "mean" | "std">,
  output: { readonly data: Float32Array; readonly offset: number },
): void {
  const plane = pixels.length / 3;
  for (let channel = 0; channel < 3; channel++) {
    const table = scaleTable(how, channel);
    const from = how.channels === "rgb" ? channel : 2 - channel;
    const start = output.offset + channel * plane;
    for (let i = 0; i < plane; i++) output.data[start + i] = table[pixels[i * 3 + from] as number] as number;
  }
}

/** All 256 answers of one channel, since there are only so many pixels. */
function scaleTable(how: Pick<ImagePreprocess, "rescale" | "mean" | "std">, channel: number): Float32Array {
  const mean = how.mean[channel] ?? 0;
  const std = how.std[channel] ?? 1;
  return Float32Array.from({ length: 256 }, (_, pixel) => (pixel * how.rescale - mean) / std);
}
