/** Whatever is drawn, no card lies on another, and what belongs to one band flows to the right. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Card, layOut } from "./lay-out.ts";

const wire = (from: string, to: string) => ({
  from: { node: from, port: "out" },
  to: { node: to, port: "in" },
});
const chain = (length: number): Card[] =>
  Array.from({ length }, (_, place) => ({ id: `n${place}`, width: 180, height: 180 }));

const drawing = fc.integer({ min: 1, max: 30 }).chain((count) =>
  fc.record({
    cards: fc.tuple(
      ...Array.from({ length: count }, (_, place) =>
        fc.record({
          id: fc.constant(`n${place}`),
          width: fc.integer({ min: 140, max: 220 }),
          height: fc.integer({ min: 80, max: 320 }),
        }),
      ),
    ),
    wires: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 60 }),
  }),
);

describe("layOut", () => {
  it("lays no card on another, even in a drawing with circles", () => {
    fc.assert(
      fc.property(drawing, ({ cards, wires }) => {
        const places = layOut(
          cards,
          wires.map(([from, to]) => wire(`n${from}`, `n${to}`)),
        );
        const boxes = cards.map((card) => ({ ...card, ...(places.get(card.id) ?? { x: NaN, y: NaN }) }));
        for (const [place, a] of boxes.entries()) {
          expect(Number.isFinite(a.x + a.y)).toBe(true);
          for (const b of boxes.slice(place + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart, `${a.id} and ${b.id}`).toBe(true);
          }
        }
      }),
    );
  });

  it("keeps a short chain on one line", () => {
    const places = layOut(chain(3), [wire("n0", "n1"), wire("n1", "n2")]);
    expect([...places.values()].map(({ y }) => y)).toEqual([0, 0, 0]);
  });

  it("folds a long chain, so that it fits a screen", () => {
    const cards = chain(12);
    const places = [
      ...layOut(
        cards,
        cards.slice(1).map(({ id }, place) => wire(`n${place}`, id)),
      ).values(),
    ];
    const width = Math.max(...places.map(({ x }) => x)) + 180;
    const height = Math.max(...places.map(({ y }) => y)) + 180;
    expect(width / height).toBeGreaterThan(0.8);
    expect(width / height).toBeLessThan(3);
  });
});
