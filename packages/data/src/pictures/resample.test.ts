/** Resizing equals Pillow's to the bit (recorded from Pillow), and the window is a cut of the whole. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import recorded from "./fixtures/pillow-resize.json" with { type: "json" };
import { place } from "./preprocess.ts";
import { type Pixels, resampleWindow, resizePixels } from "./resample.ts";

function noise(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  let x = width * 1000 + height;
  for (let i = 0; i < data.length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    data[i] = x >>> 24;
  }
  return { data, width, height };
}

const RESAMPLES = ["nearest", "bilinear", "bicubic", "lanczos"] as const;

describe("resizePixels", () => {
  it.each(recorded.cases)("gives Pillow's bytes: $source → $target, $resample", (one) => {
    const [width = 0, height = 0] = one.source;
    const resample = RESAMPLES.find((name) => name === one.resample) ?? "nearest";
    const output = resizePixels(
      noise(width, height),
      { width: one.target[0] ?? 0, height: one.target[1] ?? 0 },
      resample,
    );
    expect([...output.subarray(0, 9)]).toEqual(one.first);
    expect(createHash("sha256").update(output).digest("hex")).toBe(one.sha256);
  });
});

describe("resampleWindow", () => {
  it("cuts exactly what resizing the whole picture and cropping would give", () => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 1, max: 60 }),
          height: fc.integer({ min: 1, max: 60 }),
          size: fc.integer({ min: 1, max: 24 }),
          shortSide: fc.option(fc.integer({ min: 1, max: 32 })),
          resample: fc.constantFrom(...RESAMPLES),
        }),
        ({ width, height, size, shortSide, resample }) => {
          const source = noise(width, height);
          const placement = place(source, { size, shortSide });
          const window = resampleWindow(source, placement, { size, resample });
          const whole = resizePixels(source, placement, resample);
          for (let y = 0; y < size; y++) {
            for (let x = 0; x < size * 3; x++) {
              const row = y + placement.top;
              const column = Math.floor(x / 3) + placement.left;
              const inside = row >= 0 && row < placement.height && column >= 0 && column < placement.width;
              const wanted = inside ? whole[(row * placement.width + column) * 3 + (x % 3)] : 0;
              if (window[y * size * 3 + x] !== wanted) return false;
            }
          }
          return true;
        },
      ),
      { numRuns: 200 },
    );
  });

  it("places pictures as Hugging Face image processors do", () => {
    expect(place({ width: 500, height: 375 }, { size: 224, shortSide: 256 })).toEqual({
      width: 341,
      height: 256,
      left: 58,
      top: 16,
    });
    expect(place({ width: 100, height: 300 }, { size: 224, shortSide: 224 })).toEqual({
      width: 224,
      height: 672,
      left: 0,
      top: 224,
    });
    expect(place({ width: 10, height: 20 }, { size: 8, shortSide: null })).toEqual({
      width: 8,
      height: 8,
      left: 0,
      top: 0,
    });
    expect(place({ width: 10, height: 10 }, { size: 8, shortSide: 5 })).toEqual({
      width: 5,
      height: 5,
      left: -2,
      top: -2,
    });
  });
});
