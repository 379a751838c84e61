import { catalog } from "@fuseline/nodes";
import { resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { emojiPipeline } from "../testing/pipelines.ts";
import { reasonWords } from "./reason-words.ts";

const scene = { resolved: resolve(emojiPipeline(), catalog), language: "ru" } as const;

describe("reasonWords", () => {
  it("calls settings by their names, of parts that learn with others too", () => {
    const reason = { why: "params-changed", params: ["epochs", "fuse-gated.width"] } as const;
    const [epochs, width] = ["train-model", "fuse-gated"].map(
      (id) => scene.resolved.nodes[id]?.definition?.params,
    );
    for (const node of ["train-model", "head-classify"]) {
      const words = reasonWords(reason, node, scene);
      expect(words, node).toContain(epochs?.epochs?.label.ru);
      expect(words, node).toContain(width?.width?.label.ru);
      expect(words, node).not.toMatch(/[a-z]/i);
    }
  });

  it("says nothing where the last run did not get that far", () => {
    expect(reasonWords({ why: "result-missing" }, "train-model", scene)).toBe("");
  });
});
