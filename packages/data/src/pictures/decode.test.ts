/** Pictures as they come: turned, transparent, grey, huge, broken, or no pictures at all. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { sharedFolder } from "../testing/shared-folder.ts";
import { decodePixels } from "./decode.ts";
import { type ImagePreprocess, normalisePixels } from "./preprocess.ts";
import { sharp } from "./sharp.ts";
import { makeThumbnail } from "./thumbnail.ts";

const PLAIN: ImagePreprocess = {
  size: 4,
  shortSide: null,
  resample: "nearest",
  channels: "rgb",
  rescale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
};
const name = { file: "photo.jpg", row: 3 };

/** Left half red, right half blue, `size` × `size`. */
function halves(size: number) {
  const data = Buffer.alloc(size * size * 3);
  for (let i = 0; i < size * size; i++) data[i * 3 + (i % size < size / 2 ? 0 : 2)] = 255;
  return sharp(data, { raw: { width: size, height: size, channels: 3 } });
}

async function issueOf(promise: Promise<unknown>) {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw error;
  return error.issue;
}

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];
const corner = (pixels: Uint8Array, at: "first" | "last"): number[] => [
  ...(at === "first" ? pixels.subarray(0, 3) : pixels.subarray(-3)),
];

describe("decodePixels", () => {
  it("turns pictures as the camera says", async () => {
    const turned = await halves(8)
      .png()
      .withExif({ IFD0: { Orientation: "6" } })
      .toBuffer();
    const upright = await decodePixels(await halves(8).png().toBuffer(), PLAIN, name);
    expect([corner(upright, "first"), corner(upright, "last")]).toEqual([RED, BLUE]);
    const jpeg = await halves(8)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer();
    const pixels = await decodePixels(jpeg, PLAIN, name);
    // Turned a quarter clockwise: red is on top.
    expect([...pixels.subarray(9, 12)].map((value) => Math.round(value / 64))).toEqual([4, 0, 0]);
    expect([...pixels.subarray(-12, -9)].map((value) => Math.round(value / 64))).toEqual([0, 0, 4]);
    expect((await decodePixels(turned, PLAIN, name)).length).toBe(48);
  });

  it("puts transparent pictures on white and gives every picture three channels", async () => {
    const clear = await sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    })
      .png()
      .toBuffer();
    expect(corner(await decodePixels(clear, PLAIN, name), "first")).toEqual([255, 255, 255]);
    const grey = await halves(8).greyscale().png().toBuffer();
    const pixels = await decodePixels(grey, PLAIN, name);
    expect(pixels).toHaveLength(48);
    expect(new Set(pixels.subarray(0, 3)).size).toBe(1);
    for (const made of [
      halves(8).webp({ lossless: true }),
      halves(8).gif(),
      halves(8).tiff({ compression: "lzw" }),
      halves(8).toColourspace("rgb16").png(),
    ]) {
      expect(corner(await decodePixels(await made.toBuffer(), PLAIN, name), "first")).toEqual(RED);
    }
  });

  it("shrinks large pictures to nearly what exact resampling gives", async () => {
    const size = 900;
    const data = Buffer.alloc(size * size * 3);
    for (let i = 0; i < data.length; i++) data[i] = 128 + 100 * Math.sin(i / 997) * Math.cos((i / size) | 0);
    const png = await sharp(data, { raw: { width: size, height: size, channels: 3 } })
      .blur(8)
      .png()
      .toBuffer();
    const how = { size: 96, shortSide: null, resample: "bilinear" } as const;
    const shrunk = await decodePixels(png, how, name);
    const whole = await sharp(png).raw().toBuffer();
    const { resizePixels } = await import("./resample.ts");
    const exact = resizePixels(
      { data: whole, width: size, height: size },
      { width: 96, height: 96 },
      "bilinear",
    );
    const mean = shrunk.reduce((sum, value, i) => sum + Math.abs(value - (exact[i] ?? 0)), 0) / shrunk.length;
    expect(mean).toBeLessThan(1);
  });

  it("says which picture is broken, of what row, and which kind is not opened", async () => {
    const whole = await halves(64).jpeg().toBuffer();
    for (const broken of [
      whole.subarray(0, whole.length / 2),
      Buffer.from("GIF89a but not really"),
      Buffer.alloc(0),
      Buffer.from("text"),
    ]) {
      expect(await issueOf(decodePixels(broken, PLAIN, name))).toMatchObject({
        code: "image-corrupt",
        at: { row: 3 },
        facts: { file: "photo.jpg" },
      });
    }
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
    for (const [bytes, format] of [
      [Buffer.from(svg), "svg"],
      [heic, "heic"],
      [Buffer.from("%PDF-1.7"), "pdf"],
    ] as const) {
      expect(await issueOf(decodePixels(bytes, PLAIN, name))).toMatchObject({
        code: "image-unsupported",
        facts: { format },
      });
    }
  });

  it("refuses more than 100 million pixels before it decodes them", async () => {
    const large = await sharp({ create: { width: 20_000, height: 5001, channels: 3, background: "red" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const started = performance.now();
    expect(await issueOf(decodePixels(large, PLAIN, name))).toMatchObject({
      code: "image-too-large",
      facts: { width: 20_000, height: 5001 },
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("normalisePixels", () => {
  it("scales each channel in the order the model wants, channel by channel", () => {
    const red = Uint8Array.of(255, 0, 51);
    const scaled: ImagePreprocess = { ...PLAIN, rescale: 1 / 255, mean: [0.5, 0, 0], std: [0.5, 1, 0.1] };
    const data = new Float32Array(7);
    normalisePixels(Uint8Array.of(...red, ...red), scaled, { data, offset: 1 });
    expect([...data].map((value) => Number(value.toFixed(6)))).toEqual([0, 1, 1, 0, 0, 2, 2]);
    normalisePixels(red, { ...scaled, channels: "bgr" }, { data, offset: 0 });
    expect([...data.subarray(0, 3)].map((value) => Number(value.toFixed(6)))).toEqual([-0.6, 0, 10]);
  });
});

describe("makeThumbnail", () => {
  it("re-encodes small and upright, without what the camera wrote", async () => {
    const jpeg = await halves(400)
      .withExif({ IFD0: { Copyright: "secret" } })
      .jpeg()
      .toBuffer();
    for (const format of ["webp", "jpeg"] as const) {
      const small = await makeThumbnail(jpeg, { maxSide: 100, format }, name);
      const metadata = await sharp(small).metadata();
      expect([metadata.format, metadata.width, metadata.height, metadata.exif]).toEqual([
        format,
        100,
        100,
        undefined,
      ]);
    }
    const tiny = await makeThumbnail(
      await halves(8).png().toBuffer(),
      { maxSide: 100, format: "webp" },
      name,
    );
    expect((await sharp(tiny).metadata()).width).toBe(8);
    expect(
      (await issueOf(makeThumbnail(Buffer.from("<svg></svg>"), { maxSide: 9, format: "webp" }, name))).code,
    ).toBe("image-unsupported");
  });
});

const photos = join(sharedFolder(), "data", "grocery", "photos");
describe.skipIf(!existsSync(photos))("real photos (skipped where shared/data is absent)", () => {
  it("all decode", async () => {
    const how = { size: 224, shortSide: 256, resample: "bilinear" } as const;
    for (const file of (await readdir(photos)).slice(0, 60)) {
      const pixels = await decodePixels(await readFile(join(photos, file)), how, { file });
      expect(pixels).toHaveLength(224 * 224 * 3);
    }
  });
});
