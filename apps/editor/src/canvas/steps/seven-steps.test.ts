/** The checklist, on a real pipeline. */
import { catalog } from "@fuseline/nodes";
import { resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { emojiPipeline } from "../testing/pipelines.ts";
import { type StepsScene, sevenSteps } from "./seven-steps.ts";

const nodes = Object.values(resolve(emojiPipeline(), catalog).nodes);
const marks = (scene: Partial<StepsScene>) =>
  Object.fromEntries(
    sevenSteps({ nodes, runs: {}, published: false, ...scene }).map(({ name, mark }) => [name, mark]),
  );

describe("sevenSteps", () => {
  it("counts what is drawn as done, and what must run as open", () => {
    expect(marks({})).toEqual({
      task: "done",
      encoders: "done",
      fusion: "done",
      data: "done",
      train: "open",
      check: "open",
      publish: "open",
    });
    expect(marks({ nodes: [] }).task).toBe("open");
  });

  it("says where it is at work, done or wrong, and leads there", () => {
    expect(marks({ runs: { "train-model": { state: "running", progress: null } } }).train).toBe("now");
    expect(marks({ runs: { "train-model": { state: "reused" } } }).train).toBe("done");
    const issue = { code: "x", severity: "error", at: {}, facts: {} } as const;
    const [, encoders] = sevenSteps({
      nodes,
      runs: { "encode-text": { state: "error", issue } },
      published: false,
    });
    expect(encoders).toEqual({ name: "encoders", mark: "error", node: "encode-text" });
  });
});
