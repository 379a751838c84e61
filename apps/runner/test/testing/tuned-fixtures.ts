/** Squares of three colours and brightnesses with their names, and the small encoders that read them, as a hub serves them. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Storage } from "@fuseline/data";
import type { DataUnderstanding } from "@fuseline/nodes/templates";
import sharp from "sharp";

const FILES = new URL("../../../../packages/runtime/src/import/fixtures/", import.meta.url);
const COLOURS = ["red", "green", "blue"];
const SHADES = ["dark", "plain", "light"];
const ROWS = 144;

export const MODELS = {
  image: { hub: "tiny/vit", revision: "main" },
  text: { hub: "tiny/minilm", revision: "main" },
} as const;

/** Encoders of two blocks with random weights, exported from PyTorch. */
export async function writeHub(folder: string): Promise<void> {
  const files = {
    "tiny/vit/onnx/model.onnx": await readFile(new URL("vit.onnx", FILES)),
    "tiny/vit/preprocessor_config.json": {
      do_resize: true,
      size: { height: 8, width: 8 },
      resample: 2,
      do_rescale: true,
      do_normalize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.25, 0.25, 0.25],
    },
    "tiny/minilm/onnx/model.onnx": await readFile(new URL("minilm.onnx", FILES)),
    "tiny/minilm/tokenizer_config.json": { pad_token: "[pad]", model_max_length: 12 },
    "tiny/minilm/tokenizer.json": {
      version: "1.0",
      added_tokens: [],
      normalizer: { type: "Lowercase" },
      pre_tokenizer: { type: "WhitespaceSplit" },
      post_processor: null,
      decoder: null,
      model: {
        type: "WordLevel",
        vocab: Object.fromEntries(["[pad]", "[unk]", ...COLOURS, ...SHADES].map((word, id) => [word, id])),
        unk_token: "[unk]",
      },
    },
  };
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content instanceof Uint8Array ? content : JSON.stringify(content));
  }
}

export interface Square {
  readonly photo: Buffer;
  readonly text: string;
  readonly kind: string;
  readonly price: number;
}

/** A square's price follows from its colour and brightness, and from the kind that only the table tells. */
export async function squareOf(row: number): Promise<Square> {
  const [colour, shade] = [row % 3, Math.floor(row / 3) % 3];
  const channel = (own: number): number =>
    (own === colour ? 120 + 45 * shade : 25 * shade) + ((row * 7 + own) % 20);
  const background = { r: channel(0), g: channel(1), b: channel(2) };
  const kind = row % 2 === 0 ? "big" : "small";
  return {
    photo: await sharp({ create: { width: 12, height: 12, channels: 3, background } })
      .png()
      .toBuffer(),
    text: `${SHADES[shade]} ${COLOURS[colour]}`,
    kind,
    price: 100 * (1 + colour) * (1 + shade) + (kind === "big" ? 200 : 0),
  };
}

/** Photos and table in storage, as an upload leaves them. */
export async function squaresData(storage: Storage): Promise<DataUnderstanding> {
  const lines = ["photo,text,kind,price"];
  const entries: { path: string; blob: string; bytes: number }[] = [];
  for (let row = 0; row < ROWS; row++) {
    const { photo, text, kind, price } = await squareOf(row);
    entries.push({ path: `${row}.png`, blob: await storage.putBytes(photo), bytes: photo.byteLength });
    lines.push(`${row}.png,${text},${kind},${price}`);
  }
  const table = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const reason = { en: "test", ru: "тест" };
  const column = (name: string, modality: "image" | "text" | "category" | "number", distinct: number) => ({
    name,
    modality,
    several: false,
    distinct,
    missing: 0,
    reason,
  });
  return {
    origin: {
      kind: "table",
      table: { blob: await storage.putBytes(table), name: "squares.csv", bytes: table.byteLength },
      files: { manifest: await storage.putJson(entries), name: "photos", count: ROWS, bytes: 1 },
      filesKey: null,
    },
    rows: ROWS,
    columns: [
      column("photo", "image", ROWS),
      column("text", "text", 9),
      column("kind", "category", 2),
      column("price", "number", 18),
    ],
    target: { column: "price", reason },
    key: null,
    group: null,
    split: null,
    matches: [{ column: "photo", matched: ROWS, total: ROWS }],
  };
}
