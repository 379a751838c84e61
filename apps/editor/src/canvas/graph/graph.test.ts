/** What cards and wires show of a real pipeline, and how wires find their way. */
import { catalog } from "@fuseline/nodes";
import { type PipelineDocument, resolve } from "@fuseline/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { after, emojiPipeline } from "../testing/pipelines.ts";
import { nodeViews } from "./node-view.ts";
import { tintsOf } from "./tint.ts";
import { routeWire, wirePath } from "./wire-path.ts";
import { wireViews } from "./wire-view.ts";

function scene(document: PipelineDocument) {
  const resolved = resolve(document, catalog);
  return { resolved, tints: tintsOf(resolved), language: "en" as const };
}

describe("colours", () => {
  it("follow the data to the fusion and are ink from there", () => {
    const wires = wireViews(scene(emojiPipeline()));
    const tints = Object.fromEntries(Object.entries(wires).map(([id, { tint }]) => [id, tint]));
    expect(tints).toEqual({
      w1: "table",
      w2: "image",
      w3: "text",
      w4: "image",
      w5: "text",
      w6: "fused",
      w7: "fused",
      w8: "fused",
      w9: "table",
      w10: "fused",
      w11: "fused",
    });
  });
});

describe("a card", () => {
  const port = (document: PipelineDocument, node: string) => {
    const view = nodeViews(scene(document))[node];
    if (view === undefined) throw new Error(`no ${node}`);
    return view;
  };

  it("shows one free port of many alike, and the next once it is wired", () => {
    const { inputs, outputs } = port(emojiPipeline(), "drop-parts");
    expect(inputs.map(({ id }) => id)).toEqual(["part1", "part2", "part3"]);
    expect(outputs.map(({ id }) => id)).toEqual(["part1", "part2"]);
  });

  it("keeps a port that a wire names and the node no longer has, as wrong", () => {
    const roles = { picture: { role: "input", modality: "image", several: false } };
    const document = after(emojiPipeline(), {
      op: "set-param",
      id: "choose-columns",
      name: "roles",
      value: roles,
    });
    const lost = port(document, "choose-columns").outputs.find(({ id }) => id === "column:name_en");
    expect(lost).toMatchObject({ wrong: true, connected: ["Text encoder"] });
  });

  it("says what its ports carry and where they lead", () => {
    const [features] = port(emojiPipeline(), "head-classify").inputs;
    expect(features).toMatchObject({
      label: "Features",
      shape: "features",
      tint: "fused",
      connected: ["Gated"],
    });
  });
});

const coordinate = fc.integer({ min: 0, max: 1500 });
const place = fc.record({ x: coordinate, y: coordinate });
const card = fc.record({ x: coordinate, y: coordinate, width: fc.constant(160), height: fc.constant(120) });

describe("a wire", () => {
  it("runs from port to port in horizontal and vertical pieces, whatever stands in its way", () => {
    fc.assert(
      fc.property(place, place, fc.array(card, { maxLength: 12 }), (from, to, cards) => {
        const points = routeWire({ from, to, lane: 8 }, cards);
        expect([points[0], points.at(-1)]).toEqual([from, to]);
        for (const [index, point] of points.entries()) {
          const next = points[index + 1];
          if (next !== undefined && points.length > 2)
            expect(point.x === next.x || point.y === next.y).toBe(true);
        }
        expect(wirePath(points)).not.toMatch(/NaN|undefined/);
      }),
    );
  });

  it("goes around a card between its ends", () => {
    const cards = [{ x: 200, y: 0, width: 160, height: 200 }];
    const points = routeWire({ from: { x: 100, y: 100 }, to: { x: 500, y: 100 }, lane: 0 }, cards);
    expect(points.some(({ y }) => y < 0 || y > 200)).toBe(true);
  });

  it("goes straight where nothing is in its way", () => {
    const ends = { from: { x: 0, y: 10 }, to: { x: 300, y: 10 }, lane: 0 };
    expect(wirePath(routeWire(ends, []))).toBe("M0,10L300,10");
  });
});
