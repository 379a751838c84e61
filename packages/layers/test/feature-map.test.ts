import { GraphBuilder, gradients, initialise, RandomStream, type Value } from "@fuseline/autograd";
import { channelBlockHere, evaluate } from "@fuseline/autograd/testing";
import { describe, expect, it } from "vitest";
import { resnet } from "../src/index.ts";

const [ROWS, PICTURE] = [6, 8];
const block = await channelBlockHere();

function drawn(name: string, count: number): Float32Array {
  const stream = new RandomStream(name);
  return Float32Array.from({ length: count }, () => stream.normal());
}

interface Settings {
  readonly channelBlock: number;
  readonly padded: boolean;
  readonly stochasticDepth?: number;
}

/** Map, gradients of all weights and next running statistics of a small network, by name. */
async function learnt({ channelBlock, padded, stochasticDepth = 0 }: Settings) {
  const g = new GraphBuilder({ training: true, channelBlock });
  const pixels = g.input("pixels", "float32", [ROWS, 3, PICTURE, PICTURE]);
  const rowWeight = padded ? g.constant([1, 1, 1, 1, 2, 0]) : undefined;
  const map = resnet(g, pixels, { width: 4 * block, blocks: 1, rowWeight, stochasticDepth });
  const counted = rowWeight === undefined ? map : g.mul(map, g.reshape(rowWeight, [ROWS, 1, 1, 1]));
  const weights = g.constant(drawn("weights", ROWS * 4 * block * 4), map.dims.map(Number));
  const loss = g.reduceSum(g.mul(counted, weights));
  const trained = g.parameters.filter(({ trainable }) => trainable);
  const slopes = gradients(
    loss,
    trained.map(({ value }) => value),
  );
  const outputs: { [name: string]: Value } = { map };
  for (const [name, next] of g.assignments) outputs[`next ${name}`] = next;
  trained.forEach(({ name }, i) => {
    const slope = slopes[i];
    if (slope !== undefined) outputs[`d ${name}`] = slope;
  });
  const masks = Object.fromEntries(
    g.randoms.map(({ name, dims }) => [
      name,
      { dtype: "float32" as const, dims, data: Float32Array.from({ length: ROWS }, (_, i) => (i % 2) * 1.5) },
    ]),
  );
  const feed = {
    dtype: "float32" as const,
    dims: [ROWS, 3, PICTURE, PICTURE],
    data: drawn("pixels", ROWS * 3 * PICTURE * PICTURE),
  };
  const values = initialise(g.parameters, "1");
  return {
    results: await evaluate(g, { outputs, feeds: { pixels: feed, ...masks }, values }),
    nodes: g.nodes,
  };
}

describe.skipIf(block === 0)("a residual network on blocked maps (this machine has direct kernels)", () => {
  it.each([
    { name: "every row", padded: false },
    { name: "a row that only fills the batch", padded: true },
    { name: "blocks left out", padded: false, stochasticDepth: 0.5 },
  ])("$name: maps, gradients and running statistics as over rows", async (settings) => {
    const [direct, rows] = await Promise.all([
      learnt({ ...settings, channelBlock: block }),
      learnt({ ...settings, channelBlock: 0 }),
    ]);
    expect(direct.nodes.some(({ type }) => type === "NchwcConv")).toBe(true);
    expect(rows.nodes.some(({ type }) => type === "NchwcConv")).toBe(false);
    expect(Object.keys(direct.results)).toEqual(Object.keys(rows.results));
    for (const [name, { data }] of Object.entries(rows.results)) {
      const largest = Math.max(...Array.from(data as Float32Array, Math.abs));
      const found = direct.results[name]?.data as Float32Array;
      const error = Math.max(...Array.from(found, (number, i) => Math.abs(number - Number(data[i]))));
      expect(error / largest, name).toBeLessThan(1e-4);
    }
  });
});
