import { expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import { evaluate } from "../testing/evaluate.ts";

it.each(["Max", "Min"])("%s of a value with itself has the gradient of the value", async (type) => {
  const g = new GraphBuilder({ training: true });
  const x = g.input("x", "float32", [2]);
  const [dx] = gradients(g.reduceSum(g.apply(type, [x, x, x])), [x]);
  if (dx === undefined) throw new Error("one gradient is asked for");
  const feeds = { x: { dtype: "float32", dims: [2], data: Float32Array.of(3, -4) } } as const;
  const result = await evaluate(g, { outputs: { dx }, feeds });
  expect(result.dx?.data).toEqual(Float32Array.of(1, 1));
});
