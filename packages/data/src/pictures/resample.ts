/**
 * Resizes pictures as Pillow does, to the bit: separable kernels widened when shrinking, 22-bit fixed-point weights,
 * rounding to bytes after each pass (Pillow up to 12, libImaging/Resample.c; rows first, then columns). Pretrained models were taught on Pillow's pixels,
 * and pure TypeScript gives the same pixels on every machine and in a browser.
 */
import type { ImagePreprocess, Placement } from "./preprocess.ts";

export interface Pixels {
  /** uint8, height × width × 3. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

type Resample = ImagePreprocess["resample"];
interface Kernel {
  readonly support: number;
  weight(x: number): number;
}

const PRECISION = 22;
const CHANNELS = 3;

const KERNELS: { readonly [K in Exclude<Resample, "nearest">]: Kernel } = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  // Keys 1981, a = −0.5.
  bicubic: {
    support: 2,
    weight: (x) => {
      const d = Math.abs(x);
      if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
      return d < 2 ? -0.5 * (((d - 5) * d + 8) * d - 4) : 0;
    },
  },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The whole picture at a new size: uint8, height × width × 3. */
export function resizePixels(
  source: Pixels,
  to: { width: number; height: number },
  resample: Resample,
): Uint8Array {
  return resampleRange(source, {
    placement: { ...to, left: 0, top: 0 },
    x: { from: 0, to: to.width },
    y: { from: 0, to: to.height },
    resample,
  });
}

/** Resizes to `placement` and cuts its size × size window; what lies outside the picture is black. */
export function resampleWindow(
  source: Pixels,
  placement: Placement,
  how: { size: number; resample: Resample },
): Uint8Array {
  const x = axisRange(placement.left, placement.width, how.size);
  const y = axisRange(placement.top, placement.height, how.size);
  const part = resampleRange(source, { placement, x, y, resample: how.resample });
  const whole = x.to - x.from === how.size && y.to - y.from === how.size;
  if (whole) return part;
  const output = new Uint8Array(how.size * how.size * CHANNELS);
  const width = (x.to - x.from) * CHANNELS;
  for (let row = 0; row < y.to - y.from; row++) {
    const target = ((row + y.from - placement.top) * how.size + (x.from - placement.left)) * CHANNELS;
    output.set(part.subarray(row * width, (row + 1) * width), target);
  }
  return output;
}

/** Part of the resized axis that the window sees. */
function axisRange(start: number, length: number, size: number): { from: number; to: number } {
  return { from: Math.max(0, start), to: Math.min(length, start + size) };
}

interface Range {
  readonly placement: Placement;
  readonly x: { readonly from: number; readonly to: number };
  readonly y: { readonly from: number; readonly to: number };
  readonly resample: Resample;
}

function resampleRange(source: Pixels, range: Range): Uint8Array {
  const { placement, x, y, resample } = range;
  if (resample === "nearest") return nearest(source, range);
  const kernel = KERNELS[resample];
  const columns = taps(kernel, { input: source.width, output: placement.width, ...x });
  const rows = taps(kernel, { input: source.height, output: placement.height, ...y });
  // Only the source rows that the second pass will read.
  const firstRow = rows.start[0] ?? 0;
  const lastRow = (rows.start.at(-1) ?? 0) + (rows.count.at(-1) ?? 0);
  const between =
    source.width === placement.width
      ? cutColumns(source, { from: x.from, to: x.to, firstRow, lastRow })
      : horizontal(source, { columns, firstRow, lastRow });
  if (source.height === placement.height) return between.data;
  return vertical(between, rows, firstRow);
}

interface Taps {
  /** First input pixel and number of input pixels of each output pixel. */
  readonly start: Int32Array;
  readonly count: Int32Array;
  /** Fixed-point weights, `stride` per output pixel. */
  readonly weights: Int32Array;
  readonly stride: number;
}

function taps(kernel: Kernel, axis: { input: number; output: number; from: number; to: number }): Taps {
  if (axis.input === axis.output) return identityTaps(axis.from, axis.to);
  const scale = axis.input / axis.output;
  const filterScale = Math.max(scale, 1);
  const support = kernel.support * filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const length = axis.to - axis.from;
  const result = {
    start: new Int32Array(length),
    count: new Int32Array(length),
    weights: new Int32Array(length * stride),
    stride,
  };
  const weights = new Float64Array(stride);
  for (let i = 0; i < length; i++) {
    const centre = (i + axis.from + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(axis.input, Math.trunc(centre + support + 0.5)) - start;
    let total = 0;
    for (let k = 0; k < count; k++) {
      const weight = kernel.weight((k + start - centre + 0.5) * (1 / filterScale));
      weights[k] = weight;
      total += weight;
    }
    for (let k = 0; k < count; k++) {
      const weight = (weights[k] as number) / (total === 0 ? 1 : total);
      result.weights[i * stride + k] = Math.trunc(weight * 2 ** PRECISION + (weight < 0 ? -0.5 : 0.5));
    }
    result.start[i] = start;
    result.count[i] = count;
  }
  return result;
}

function identityTaps(from: number, to: number): Taps {
  const length = to - from;
  return {
    start: Int32Array.from({ length }, (_, i) => i + from),
    count: new Int32Array(length).fill(1),
    weights: new Int32Array(length).fill(2 ** PRECISION),
    stride: 1,
  };
}

function horizontal(source: Pixels, part: { columns: Taps; firstRow: number; lastRow: number }): Pixels {
  const { columns, firstRow, lastRow } = part;
  const width = columns.start.length;
  const data = new Uint8Array(width * (lastRow - firstRow) * CHANNELS);
  let out = 0;
  for (let row = firstRow; row < lastRow; row++) {
    const line = row * source.width * CHANNELS;
    for (let i = 0; i < width; i++) {
      let at = line + (columns.start[i] as number) * CHANNELS;
      let r = 1 << (PRECISION - 1);
      let g = r;
      let b = r;
      const first = i * columns.stride;
      const end = first + (columns.count[i] as number);
      for (let k = first; k < end; k++) {
        const weight = columns.weights[k] as number;
        r += (source.data[at] as number) * weight;
        g += (source.data[at + 1] as number) * weight;
        b += (source.data[at + 2] as number) * weight;
        at += CHANNELS;
      }
      data[out++] = clip(r);
      data[out++] = clip(g);
      data[out++] = clip(b);
    }
  }
  return { data, width, height: lastRow - firstRow };
}

/** @param firstRow row of the whole picture that is row 0 of `source` */
function vertical(source: Pixels, rows: Taps, firstRow: number): Uint8Array {
  const line = source.width * CHANNELS;
  const data = new Uint8Array(line * rows.start.length);
  const sums = new Int32Array(line);
  for (let i = 0; i < rows.start.length; i++) {
    sums.fill(1 << (PRECISION - 1));
    for (let k = 0; k < (rows.count[i] as number); k++) {
      const weight = rows.weights[i * rows.stride + k] as number;
      const from = ((rows.start[i] as number) + k - firstRow) * line;
      for (let x = 0; x < line; x++)
        sums[x] = (sums[x] as number) + (source.data[from + x] as number) * weight;
    }
    for (let x = 0; x < line; x++) data[i * line + x] = clip(sums[x] as number);
  }
  return data;
}

function clip(sum: number): number {
  const value = sum >> PRECISION;
  return value < 0 ? 0 : Math.min(value, 255);
}

function cutColumns(
  source: Pixels,
  cut: { from: number; to: number; firstRow: number; lastRow: number },
): Pixels {
  const width = cut.to - cut.from;
  const height = cut.lastRow - cut.firstRow;
  const data = new Uint8Array(width * height * CHANNELS);
  for (let row = 0; row < height; row++) {
    const start = ((row + cut.firstRow) * source.width + cut.from) * CHANNELS;
    data.set(source.data.subarray(start, start + width * CHANNELS), row * width * CHANNELS);
  }
  return { data, width, height };
}

function nearest(source: Pixels, { placement, x, y }: Range): Uint8Array {
  const data = new Uint8Array((x.to - x.from) * (y.to - y.from) * CHANNELS);
  const columns = nearestIndices(source.width, placement.width);
  const rows = nearestIndices(source.height, placement.height);
  let out = 0;
  for (let row = y.from; row < y.to; row++) {
    for (let column = x.from; column < x.to; column++) {
      const at = ((rows[row] as number) * source.width + (columns[column] as number)) * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel++) data[out++] = source.data[at + channel] as number;
    }
  }
  return data;
}

/** Adds the step up as Pillow does, so that ties fall to the same side. */
function nearestIndices(input: number, output: number): Int32Array {
  const step = input / output;
  const indices = new Int32Array(output);
  let position = step * 0.5;
  for (let i = 0; i < output; i++) {
    indices[i] = Math.min(input - 1, Math.trunc(position));
    position += step;
  }
  return indices;
}
