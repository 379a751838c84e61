import { catalog } from "@fuseline/nodes";
import { resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import type { ForecastStep } from "../store/run-slice.ts";
import { emojiPipeline } from "../testing/pipelines.ts";
import { changeCost } from "./change-cost.ts";

const step = (nodes: readonly string[], seconds: number | null, ready = true): ForecastStep => ({
  key: nodes.join(),
  nodes,
  reason: ready ? null : { why: "never-run" },
  seconds,
});
const resolved = resolve(emojiPipeline(), catalog);
const steps = [
  step(["load-sample"], 1),
  step(["choose-columns"], 1),
  step(["encode-image"], 30),
  step(["encode-text"], 5, false),
  step(["train-model"], 20),
];

describe("changeCost", () => {
  it("runs again what the data of the block reaches, through the parts that learn together", () => {
    expect(changeCost("fuse-gated", resolved, steps)).toEqual({
      ready: ["load-sample", "choose-columns", "encode-image"],
      again: ["train-model"],
      seconds: 20,
    });
    expect(changeCost("encode-image", resolved, steps)).toMatchObject({
      again: ["encode-image", "train-model"],
      seconds: 50,
    });
  });

  it("tells no time where a step was never timed", () => {
    const untimed = [...steps.slice(0, 4), step(["train-model"], null)];
    expect(changeCost("head-classify", resolved, untimed).seconds).toBeNull();
  });
});
