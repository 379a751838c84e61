/** Squares in three colours and a word that tells nothing: the photo alone gives the class. */
import type { Storage } from "@fuseline/data";
import { buildTemplate, type DataUnderstanding } from "@fuseline/nodes/templates";
import type { Json } from "@fuseline/schema";
import sharp from "sharp";
import { planOf, type TestPipeline } from "./plan-of.ts";

const ROWS = 120;
const COLOURS = ["red", "green", "blue"] as const;

export interface Damage {
  /** Rows whose photo is a file that no program can open. */
  readonly broken?: readonly number[];
}

/** Puts photos and table into storage, as an upload would. */
async function colourSquares(storage: Storage, { broken = [] }: Damage): Promise<DataUnderstanding> {
  const lines = ["photo,title,colour"];
  const entries: { path: string; blob: string; bytes: number }[] = [];
  for (let row = 0; row < ROWS; row++) {
    const colour = COLOURS[row % 3] ?? "red";
    const bytes = broken.includes(row) ? Buffer.from("not a picture") : await square(colour, row);
    entries.push({
      path: `photos/item-${row}.png`,
      blob: await storage.putBytes(bytes),
      bytes: bytes.byteLength,
    });
    lines.push(`item-${row}.png,thing number ${row},${colour}`);
  }
  const table = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const reason = { en: "test", ru: "тест" };
  const column = (name: string, modality: "image" | "text" | "category", distinct: number) => ({
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
      table: { blob: await storage.putBytes(table), name: "things.csv", bytes: table.byteLength },
      files: { manifest: await storage.putJson(entries), name: "photos", count: ROWS, bytes: 1 },
      filesKey: null,
    },
    rows: ROWS,
    columns: [column("photo", "image", ROWS), column("title", "text", ROWS), column("colour", "category", 3)],
    target: { column: "colour", reason },
    key: null,
    group: null,
    split: null,
    matches: [{ column: "photo", matched: ROWS, total: ROWS }],
  };
}

function square(colour: string, row: number): Promise<Buffer> {
  const channel = (own: string): number => (colour === own ? 200 + (row % 50) : 20 + ((row * 7) % 60));
  const background = { r: channel("red"), g: channel("green"), b: channel("blue") };
  return sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
}

/** A small encoder from scratch learns the squares in a second; `settings` change that. */
export async function squaresPipeline(
  storage: Storage,
  settings: { readonly [setting: string]: Json } = {},
  damage: Damage = {},
): Promise<TestPipeline> {
  const built = buildTemplate("sort-products", {
    understanding: await colourSquares(storage, damage),
    models: {},
    inputs: ["photo"],
    seed: 1,
    settings: {
      "encode-image-new.size": 16,
      "encode-image-new.width": 32,
      "encode-image-new.depth": "tiny",
      "train-model.epochs": 12,
      "train-model.rate": 0.01,
      ...settings,
    },
  });
  return planOf(built);
}
