import { describe, expect, it } from "vitest";
import { channelBlockHere } from "../testing/channel-block.ts";
import { evaluate } from "../testing/evaluate.ts";
import { gradientError } from "../testing/gradcheck.ts";
import { sampleGraph } from "../testing/sample-graph.ts";
import { BLOCKED_OPERATORS } from "./operators.ts";
import { channelBlockProbe } from "./probe.ts";

const cases = BLOCKED_OPERATORS.flatMap((operator) =>
  operator.samples.map((sample) => ({ operator, sample })),
);
const block = await channelBlockHere();

describe.skipIf(block === 0).each(cases)("$operator.type: $sample.name", ({ operator, sample }) => {
  it("gives the inferred shape, and the same bytes twice", async () => {
    const { g, outputs, feeds } = sampleGraph(operator, sample, "float32");
    const named = Object.fromEntries(outputs.map((output, index) => [`y${index}`, output]));
    const [first, second] = [
      await evaluate(g, { outputs: named, feeds }),
      await evaluate(g, { outputs: named, feeds }),
    ];
    expect(first.y0?.dims).toEqual(outputs[0]?.dims);
    expect(first.y0?.data).toEqual(second.y0?.data);
  });

  it("has the gradient that differences give, where it has one", async () => {
    if (operator.gradient.kind !== "function") {
      expect(operator.gradient.reason.length).toBeGreaterThan(10);
      return;
    }
    const graph = sampleGraph(operator, sample, "float32");
    expect(await gradientError(graph, { step: 1e-2, outputs: [0] })).toBeLessThan(5e-4);
  });
});

describe("the probe of blocks", () => {
  const { read } = channelBlockProbe();
  const plain = Float32Array.from({ length: 128 }, (_, place) => place);
  const inBlocks = (size: number): Float32Array =>
    plain.map((_, place) => {
      const [front, rest] = [Math.floor(place / (2 * size)), place % (2 * size)];
      return 2 * (front * size + (rest % size)) + Math.floor(rest / size);
    });

  it("tells the size of a block from the order of the numbers", () => {
    expect([8, 16, 32].map((size) => read(inBlocks(size)))).toEqual([8, 16, 32]);
  });

  it("tells that there are none from the plain order, and from one it does not know", () => {
    expect([read(plain), read(inBlocks(16).map((number) => (number === 90 ? 91 : number)))]).toEqual([0, 0]);
  });
});
