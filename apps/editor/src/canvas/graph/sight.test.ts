/** What is drawn in full, and what of the wires, by where the canvas looks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoxIndex } from "./box-index.ts";
import { cardsInSight, inView, sameSight, sightOf } from "./sight.ts";
import { type Box, contains, meets } from "./wire-path.ts";
import { wiresInSight } from "./wires-in-sight.ts";

const number = (most: number) => fc.integer({ min: -most, max: most });
const boxes = fc.array(
  fc.record({
    x: number(1200),
    y: number(1200),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 }),
  }),
  { maxLength: 60 },
);
const views = fc.record({
  width: fc.integer({ min: 1, max: 2000 }),
  height: fc.integer({ min: 1, max: 2000 }),
  transform: fc.tuple(number(5000), number(5000), fc.double({ min: 0.1, max: 2, noNaN: true })),
});

/** A row of cards, 200 pixels apart. */
const row = (count: number): ReadonlyMap<string, Box> =>
  new Map(
    Array.from({ length: count }, (_, place) => [
      `card-${place}`,
      { x: place * 200, y: 0, width: 150, height: 100 },
    ]),
  );

const view = { width: 800, height: 600, transform: [0, 0, 1] as const };

describe("the region in sight", () => {
  it("holds what the canvas shows, with room around it", () => {
    fc.assert(
      fc.property(views, (seen) => {
        const { region } = sightOf(seen);
        return region !== null && contains(region, inView(seen));
      }),
    );
  });

  it("stays the same for a small move and changes for a large one", () => {
    const before = sightOf(view);
    expect(sameSight(before, sightOf({ ...view, transform: [-30, 0, 1] }))).toBe(true);
    expect(sameSight(before, sightOf({ ...view, transform: [-300, 0, 1] }))).toBe(false);
  });

  it("is not known before the canvas has a size", () => {
    expect(sightOf({ ...view, width: 0 }).region).toBeNull();
  });
});

describe("cards in sight", () => {
  it("are all of a few, wherever the canvas looks", () => {
    expect(cardsInSight(row(100), sightOf(view)).size).toBe(100);
  });

  it("are of many those in view", () => {
    const cards = cardsInSight(row(101), sightOf(view));
    expect(cards.has("card-0")).toBe(true);
    expect(cards.has("card-3")).toBe(true);
    expect(cards.has("card-20")).toBe(false);
  });

  it("are none from far away", () => {
    expect(cardsInSight(row(3), sightOf({ ...view, transform: [0, 0, 0.3] })).size).toBe(0);
  });
});

describe("wires in sight", () => {
  const cards = row(200);
  const wire = (source: number, target: number, selected = false) => ({
    source: `card-${source}`,
    target: `card-${target}`,
    selected,
  });
  const near = wire(0, 1);
  const passing = { source: "left", target: "right" };
  const away = wire(80, 81);
  const chosen = wire(90, 91, true);
  const around = new Map([
    ...cards,
    ["left", { x: -5000, y: 50, width: 150, height: 100 }],
    ["right", { x: 9000, y: 50, width: 150, height: 100 }],
  ]);
  const all = [near, passing, away, chosen];

  it("are those that end or pass there, and those that are selected", () => {
    const sight = sightOf(view);
    const seen = { cards: around, shown: cardsInSight(around, sight), moving: new Set<string>(), sight };
    expect(wiresInSight(all, seen)).toEqual([near, passing, chosen]);
  });

  it("are from far away only those that are selected or moved", () => {
    const sight = sightOf({ ...view, transform: [0, 0, 0.2] });
    const seen = { cards: around, shown: new Set<string>(), moving: new Set(["card-81"]), sight };
    expect(wiresInSight(all, seen)).toEqual([away, chosen]);
  });
});

describe("the index of boxes", () => {
  it("finds what asking every box finds", () => {
    fc.assert(
      fc.property(boxes, boxes, (kept, areas) => {
        const index = new BoxIndex(kept);
        for (const area of areas)
          expect(new Set(index.near(area))).toEqual(new Set(kept.filter((box) => meets(box, area))));
      }),
    );
  });
});
