/** From an encoder's raw output to what the recipe keeps of it. */
import type { Tensor } from "onnxruntime-node";

export type OutputPooling = "none" | "token0" | "mean-tokens" | "mean-grid" | "features";

/** [B, D], [B, L, D] or [B, K, H, W] → [B, D] flat; `features` keeps tokens and lays a grid out as [B, H·W, K]. */
export function poolOutput(output: Tensor, pooling: OutputPooling): Float32Array {
  const data = output.data as Float32Array;
  const [batch = 1, ...dims] = output.dims;
  const size = data.length / batch;
  switch (pooling) {
    case "none":
      return data;
    case "token0": {
      const width = dims.at(-1) ?? size;
      return gather(batch, width, (row, index) => data[row * size + index]);
    }
    case "mean-tokens": {
      const width = dims.at(-1) ?? size;
      return meanOf(data, { batch, width, count: size / width, stride: width, step: 1 });
    }
    case "mean-grid": {
      const channels = dims[0] ?? 1;
      const cells = size / channels;
      return meanOf(data, { batch, width: channels, count: cells, stride: 1, step: cells });
    }
    case "features": {
      if (dims.length !== 3) return data;
      const channels = dims[0] ?? 1;
      const cells = size / channels;
      return gather(
        batch,
        size,
        (row, index) => data[row * size + (index % channels) * cells + Math.floor(index / channels)],
      );
    }
  }
}

function gather(
  batch: number,
  width: number,
  read: (row: number, index: number) => number | undefined,
): Float32Array {
  const result = new Float32Array(batch * width);
  for (let row = 0; row < batch; row++)
    for (let index = 0; index < width; index++) result[row * width + index] = read(row, index) ?? 0;
  return result;
}

interface MeanShape {
  readonly batch: number;
  readonly width: number;
  readonly count: number;
  /** From one averaged number to the next, and from one kept number to the next. */
  readonly stride: number;
  readonly step: number;
}

function meanOf(data: Float32Array, { batch, width, count, stride, step }: MeanShape): Float32Array {
  return gather(batch, width, (row, index) => {
    let sum = 0;
    const start = row * width * count + index * step;
    for (let place = 0; place < count; place++) sum += data[start + place * stride] ?? 0;
    return sum / count;
  });
}
