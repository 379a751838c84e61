/** What is painted from far away, how its titles break, and which wire is under a place. */
import { catalog } from "@fuseline/nodes";
import { resolve } from "@fuseline/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeViews } from "../graph/node-view.ts";
import { tintsOf } from "../graph/tint.ts";
import { wireViews } from "../graph/wire-view.ts";
import { type FlowState, makeFlowStore } from "../store/flow-store.ts";
import { emojiPipeline } from "../testing/pipelines.ts";
import { farScene } from "./far-scene.ts";
import { breakLines } from "./title-lines.ts";
import { wireAt } from "./wire-at.ts";

function drawn() {
  const resolved = resolve(emojiPipeline(), catalog);
  const scene = { resolved, tints: tintsOf(resolved), language: "en" as const };
  const views = nodeViews(scene);
  const flow = makeFlowStore(resolved.document, views);
  const sources = (state: FlowState) => ({ ...state, views, wires: wireViews(scene), nodeRuns: {} });
  return { flow, sceneNow: () => farScene(sources(flow.getState())) };
}

describe("the scene", () => {
  it("has every card and wire, each wire from port to port", () => {
    const { flow, sceneNow } = drawn();
    const { cards, wires } = sceneNow();
    expect(cards).toHaveLength(flow.getState().nodes.length);
    expect(wires).toHaveLength(flow.getState().edges.length);
    const from = flow.getState().nodes.find(({ id }) => id === "load-sample");
    const [first] = wires[0]?.points ?? [];
    expect(first?.x).toBe((from?.position.x ?? 0) + (from?.initialWidth ?? 0) - 1);
  });

  it("leaves out what is selected and the wires of what is moved: they are drawn as ever", () => {
    const { flow, sceneNow } = drawn();
    const before = sceneNow();
    flow.getState().select(["fuse-gated"]);
    flow.getState().changeNodes([{ type: "position", id: "fuse-gated", dragging: true }]);
    flow.getState().look({ far: true, region: null });
    const { cards, wires } = sceneNow();
    expect(cards).toHaveLength(before.cards.length - 1);
    const { shownEdges } = flow.getState();
    expect(shownEdges).toHaveLength(3);
    expect([...wires, ...shownEdges].map(({ id }) => id).toSorted()).toEqual(
      before.wires.map(({ id }) => id).toSorted(),
    );
  });
});

describe("a title", () => {
  const measure = (text: string): number => text.length;

  it("breaks at spaces and hyphens, and within a word that is too long", () => {
    expect(breakLines("What each part gives", 10, measure)).toEqual(["What each", "part gives"]);
    expect(breakLines("Augmentation here", 8, measure)).toEqual(["Augmenta", "tion", "here"]);
    expect(breakLines("Cross-entropy", 8, measure)).toEqual(["Cross-", "entropy"]);
    expect(breakLines("", 8, measure)).toEqual([]);
  });

  it("loses no letter and is nowhere wider than the card", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 8 }),
        fc.integer({ min: 1, max: 20 }),
        (words, width) => {
          const title = words.join(" ");
          const lines = breakLines(title, width, (text) => [...text].length);
          expect(lines.join("").replaceAll(/\s/g, "")).toBe(title.replaceAll(/\s/g, ""));
          for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("a painted wire", () => {
  const wire = (id: string, y: number) => ({
    id,
    points: [
      { x: 0, y },
      { x: 100, y },
      { x: 100, y: y + 50 },
    ],
    tint: "text" as const,
    look: "plain" as const,
    dim: false,
  });

  it("is met within reach, the nearest first", () => {
    const wires = [wire("a", 0), wire("b", 20)];
    expect(wireAt(wires, { x: 50, y: 13 }, 15)).toBe("b");
    expect(wireAt(wires, { x: 104, y: 60 }, 5)).toBe("b");
    expect(wireAt(wires, { x: 50, y: 40 }, 15)).toBeNull();
  });
});
