import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { RandomStream } from "../random/random-stream.ts";
import { channelBlockHere } from "../testing/channel-block.ts";
import { evaluate, type Feed } from "../testing/evaluate.ts";
import { canConvolveBlocked, convolveBlocked } from "./convolve.ts";
import { blockChannels, unblockChannels } from "./map.ts";

const CASES = [
  { name: "same size", map: [5, 4], kernel: [3, 3], stride: 1, pad: 1, inside: 1, batch: 2 },
  { name: "two blocks", map: [4, 4], kernel: [3, 3], stride: 1, pad: 1, inside: 2, batch: 2 },
  { name: "halved", map: [6, 5], kernel: [3, 3], stride: 2, pad: 1, inside: 2, batch: 2 },
  { name: "one by one", map: [3, 3], kernel: [1, 1], stride: 1, pad: 0, inside: 1, batch: 2 },
  { name: "one by one, halved", map: [4, 5], kernel: [1, 1], stride: 2, pad: 0, inside: 2, batch: 2 },
  { name: "large kernel, stride 2", map: [9, 8], kernel: [7, 7], stride: 2, pad: 3, inside: 1, batch: 2 },
  { name: "cells no window reaches", map: [5, 6], kernel: [2, 2], stride: 3, pad: 0, inside: 1, batch: 2 },
  { name: "uneven kernel", map: [4, 5], kernel: [2, 3], stride: 1, pad: 1, inside: 1, batch: 2 },
  { name: "few channels", map: [5, 4], kernel: [3, 3], stride: 2, pad: 1, inside: 0, batch: 2 },
  { name: "many pictures", map: [3, 4], kernel: [3, 3], stride: 1, pad: 1, inside: 1, batch: 19 },
] as const;

const FEW = 3;
const block = await channelBlockHere();

function feed(name: string, dims: readonly number[]): Feed {
  const stream = new RandomStream(name);
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { dtype: "float32", dims, data: Float32Array.from({ length: size }, () => stream.normal()) };
}

describe.skipIf(block === 0)("a convolution over blocked maps (this machine has direct kernels)", () => {
  it.each(CASES)("$name: gives what Conv gives, and its gradients", async (sizes) => {
    const { map, kernel, stride, pad, batch } = sizes;
    const g = new GraphBuilder({ training: true, channelBlock: block });
    const [inside, out] = [sizes.inside === 0 ? FEW : sizes.inside * block, 2 * block];
    const feeds = { x: feed("x", [batch, inside, ...map]), w: feed("w", [out, inside, ...kernel]) };
    const [x, w] = [g.input("x", "float32", feeds.x.dims), g.input("w", "float32", feeds.w.dims)];
    const laidOut = inside < block ? x : blockChannels(g, x);
    const direct = unblockChannels(g, convolveBlocked(g, laidOut, w, { stride, pad }));
    const plain = g.conv2d(x, w, { stride, pad });
    const weights = feed("weights", plain.dims.map(Number));
    const outputs: { [name: string]: Value } = {};
    for (const [name, y] of [
      ["direct", direct],
      ["plain", plain],
    ] as const) {
      const weighed = g.mul(y, g.constant(weights.data as Float32Array, weights.dims));
      const [dx, dw] = gradients(g.reduceSum(weighed), [x, w]);
      if (dx === undefined || dw === undefined) throw new Error("two gradients are asked for");
      Object.assign(outputs, { [`${name} y`]: y, [`${name} dx`]: dx, [`${name} dw`]: dw });
    }
    const results = await evaluate(g, { outputs, feeds });
    for (const name of ["y", "dx", "dw"]) {
      const [ours, theirs] = [results[`direct ${name}`], results[`plain ${name}`]];
      expect(ours?.dims).toEqual(theirs?.dims);
      const largest = Math.max(...Array.from(theirs?.data as Float32Array, Math.abs));
      theirs?.data.forEach((number, i) => {
        expect(Math.abs(Number(ours?.data[i]) - Number(number)) / largest).toBeLessThan(1e-5);
      });
    }
  });
});

describe("where direct kernels are", () => {
  const fits = (channelBlock: number, inside: number, out: number): boolean =>
    canConvolveBlocked(new GraphBuilder({ training: true, channelBlock }), { inside, out });

  it("asks for whole blocks of outputs, and for whole blocks or few inputs", () => {
    expect([fits(16, 16, 32), fits(16, 3, 16), fits(8, 24, 8)]).toEqual([true, true, true]);
    expect([fits(16, 24, 16), fits(16, 16, 24), fits(0, 16, 16)]).toEqual([false, false, false]);
  });
});
