import { catalog } from "@fuseline/nodes";
import { resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import type { ForecastStep } from "../store/run-slice.ts";
import { emojiPipeline } from "../testing/pipelines.ts";
import { stepsUpTo } from "./up-to.ts";

const step = (...nodes: readonly string[]): ForecastStep => ({
  key: nodes.join(),
  nodes,
  reason: null,
  seconds: 1,
});
const resolved = resolve(emojiPipeline(), catalog);
const steps = [
  step("load-sample"),
  step("choose-columns"),
  step("encode-image"),
  step("encode-text"),
  step("train-model"),
];
const upTo = (node: string) => stepsUpTo(node, resolved, steps).map(({ key }) => key);

describe("stepsUpTo", () => {
  it("takes what the block reads and nothing beside or behind it", () => {
    expect(upTo("choose-columns")).toEqual(["load-sample", "choose-columns"]);
    expect(upTo("encode-image")).toEqual(["load-sample", "choose-columns", "encode-image"]);
  });

  it("goes through the parts that learn together, which run only with their trainer", () => {
    expect(upTo("fuse-gated")).toEqual(["load-sample", "choose-columns", "encode-image", "encode-text"]);
    expect(upTo("train-model")).toEqual(steps.map(({ key }) => key));
  });
});
