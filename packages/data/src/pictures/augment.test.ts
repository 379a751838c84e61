import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../random/random-stream.ts";
import { type AugmentSettings, augmentPicture } from "./augment.ts";

const STILL: AugmentSettings = { crop: 1, rotate: 0, flip: false, colour: 0, erase: 0 };
const stream = (seed: number) => ({ uniform: randomStream("augment", seed).next });
const picture = (size: number) =>
  Uint8Array.from({ length: 3 * size * size }, (_, place) => (place * 37) % 256);

describe("augmentPicture", () => {
  it("changes nothing when everything is off", () => {
    const pixels = picture(8);
    augmentPicture(pixels, { settings: STILL, stream: stream(1) });
    expect(pixels).toEqual(picture(8));
  });

  it("mirrors rows and keeps every pixel", () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const pixels = picture(4);
      augmentPicture(pixels, { settings: { ...STILL, flip: true }, stream: stream(seed) });
      return pixels;
    });
    const original = picture(4);
    const mirrored = original.map((_, place) => original[place - (place % 4) + 3 - (place % 4)] ?? 0);
    expect(seeds.every((pixels) => same(pixels, original) || same(pixels, mirrored))).toBe(true);
    expect(seeds.some((pixels) => same(pixels, mirrored))).toBe(true);
  });

  it("gives the same bytes for the same draw and stays a picture", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 4, max: 24 }), (seed, size) => {
        const settings = { crop: 0.6, rotate: 20, flip: true, colour: 0.4, erase: 0.5 };
        const [first, second] = [picture(size), picture(size)];
        augmentPicture(first, { settings, stream: stream(seed) });
        augmentPicture(second, { settings, stream: stream(seed) });
        return same(first, second);
      }),
      { numRuns: 50 },
    );
  });
});

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, place) => value === b[place]);
}
