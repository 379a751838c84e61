import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import { RandomStream } from "../random/random-stream.ts";
import { evaluate, type Feed } from "../testing/evaluate.ts";
import { convolveRows } from "./conv-rows.ts";

const CASES = [
  { name: "same size", map: [5, 4], kernel: [3, 3], stride: 1, pad: 1 },
  { name: "halved", map: [6, 5], kernel: [3, 3], stride: 2, pad: 1 },
  { name: "one by one", map: [3, 3], kernel: [1, 1], stride: 1, pad: 0 },
  { name: "one by one, halved", map: [4, 5], kernel: [1, 1], stride: 2, pad: 0 },
  { name: "large kernel, stride 2", map: [9, 8], kernel: [7, 7], stride: 2, pad: 3 },
  { name: "cells no window reaches", map: [5, 5], kernel: [2, 2], stride: 3, pad: 0 },
  { name: "uneven kernel", map: [4, 5], kernel: [2, 3], stride: 1, pad: 1 },
] as const;

const [BATCH, INSIDE, OUT] = [2, 3, 4];

function feed(name: string, dims: readonly number[]): Feed {
  const stream = new RandomStream(name);
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { dtype: "float32", dims, data: Float32Array.from({ length: size }, () => stream.normal()) };
}

describe("a convolution over rows", () => {
  it.each(CASES)("$name: gives what Conv gives, and its gradients", async ({ map, kernel, stride, pad }) => {
    const g = new GraphBuilder({ training: true });
    const feeds = { x: feed("x", [BATCH, ...map, INSIDE]), w: feed("w", [OUT, INSIDE, ...kernel]) };
    const [x, w] = [g.input("x", "float32", feeds.x.dims), g.input("w", "float32", feeds.w.dims)];
    const rows = convolveRows(g, x, w, { stride, pad });
    const maps = g.conv2d(g.transpose(x, [0, 3, 1, 2]), w, { stride, pad });
    const plain = g.transpose(maps, [0, 2, 3, 1]);
    const weights = g.constant(
      feed("weights", rows.dims.map(Number)).data as Float32Array,
      rows.dims.map(Number),
    );
    const outputs = Object.fromEntries(
      [rows, plain].flatMap((y, i) => {
        const [dx, dw] = gradients(g.reduceSum(g.mul(y, weights)), [x, w]);
        if (dx === undefined || dw === undefined) throw new Error("two gradients are asked for");
        return [
          [`y${i}`, y],
          [`dx${i}`, dx],
          [`dw${i}`, dw],
        ] as const;
      }),
    );
    const results = await evaluate(g, { outputs, feeds });
    for (const name of ["y", "dx", "dw"]) {
      const [ours, theirs] = [results[`${name}0`], results[`${name}1`]];
      expect(ours?.dims).toEqual(theirs?.dims);
      theirs?.data.forEach((number, i) => {
        expect(Number(ours?.data[i])).toBeCloseTo(Number(number), 4);
      });
    }
  });
});
