/** Made-up data whose answer lies in picture and text together and in neither alone: it proves that fusion works. */
import { Cancelled, type MediaCell, type Table } from "@fuseline/schema";
import { mapLimited } from "../map-limited.ts";
import { sharp } from "../pictures/sharp.ts";
import { type RandomStream, randomStream } from "../random/random-stream.ts";
import type { Storage } from "../storage/storage.ts";
import { contentId, uniqueIds } from "../tables/row-id.ts";

export interface TwoPartsOptions {
  readonly rows: number;
  /** Share of rows with the wrong answer, 0 to 0.5. */
  readonly noise: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

const SIZE = 48;
const CONCURRENCY = 4;
const THINGS = ["box", "ball", "lamp", "sign", "toy", "cup", "tile", "button"];
const PLACES = ["on the table", "by the door", "in the hall", "near the window", "on the shelf"];

interface Row {
  /** Picture bit: the shape is blue, not red. */
  readonly picture: boolean;
  /** Text bit: the text speaks of blue. */
  readonly text: boolean;
  readonly wrong: boolean;
}

/**
 * Columns `photo` (a red or blue shape), `text` (speaks of red or blue) and `label`: "same" or "differs", the XOR of the
 * two. The four cases are equally frequent, so either part alone is right half of the time.
 */
export async function twoPartsSample(storage: Storage, options: TwoPartsOptions): Promise<Table> {
  const rows = makeRows(options);
  const photos = await mapLimited(rows, CONCURRENCY, async (row, i): Promise<MediaCell> => {
    if (options.signal?.aborted) throw new Cancelled();
    const pixels = drawShape(row.picture, randomStream("two-parts", options.seed, "photo", i));
    const png = await sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 3 } })
      .png()
      .toBuffer();
    return { name: `shape-${String(i + 1).padStart(5, "0")}.png`, blob: await storage.putBytes(png) };
  });
  const texts = rows.map((row, i) => writeText(row.text, randomStream("two-parts", options.seed, "text", i)));
  const labels = rows.map(({ picture, text, wrong }) => ((picture !== text) !== wrong ? "differs" : "same"));
  return {
    columns: [
      { name: "photo", modality: "image", several: false, values: photos },
      { name: "text", modality: "text", several: false, values: texts },
      { name: "label", modality: "category", several: false, values: labels },
    ],
    row: uniqueIds(photos.map(({ blob }, i) => contentId([blob, texts[i], labels[i]]))),
  };
}

/** Equal numbers of the four cases and an exact number of wrong answers, in shuffled order. */
function makeRows({ rows, noise, seed }: TwoPartsOptions): Row[] {
  const order = shuffled(rows, randomStream("two-parts", seed, "order"));
  const wrong = new Set(
    shuffled(rows, randomStream("two-parts", seed, "noise")).slice(0, Math.round(rows * noise)),
  );
  return order.map((place, i) => ({ picture: place % 2 === 1, text: place % 4 > 1, wrong: wrong.has(i) }));
}

/** Fisher–Yates. */
function shuffled(count: number, stream: RandomStream): number[] {
  const items = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = stream.integer(i + 1);
    [items[i], items[j]] = [items[j] ?? 0, items[i] ?? 0];
  }
  return items;
}

function writeText(blue: boolean, stream: RandomStream): string {
  const thing = THINGS[stream.integer(THINGS.length)];
  const place = PLACES[stream.integer(PLACES.length)];
  return `The ${thing} ${place} is ${blue ? "blue" : "red"}.`;
}

/** A disc or a square of varied size, place and shade on noisy grey. */
function drawShape(blue: boolean, stream: RandomStream): Uint8Array {
  const grey = stream.between(90, 200);
  const radius = stream.between(8, 18);
  const [x0, y0] = [stream.between(radius, SIZE - radius), stream.between(radius, SIZE - radius)];
  const isDisc = stream.next() < 0.5;
  const strong = stream.between(170, 250);
  const weak = stream.between(10, 80);
  const shape = blue ? [weak, weak + 30, strong] : [strong, weak, weak + 10];
  const pixels = new Uint8Array(SIZE * SIZE * 3);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const [dx, dy] = [x + 0.5 - x0, y + 0.5 - y0];
      const inside = isDisc
        ? dx * dx + dy * dy < radius * radius
        : Math.max(Math.abs(dx), Math.abs(dy)) < radius;
      for (let channel = 0; channel < 3; channel++) {
        const colour = inside ? (shape[channel] ?? 0) : grey;
        pixels[(y * SIZE + x) * 3 + channel] = Math.min(255, Math.max(0, colour + stream.between(-20, 20)));
      }
    }
  }
  return pixels;
}
