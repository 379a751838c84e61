/** Data as people bring it: a folder with a spreadsheet and photos, three of which are wrong, each in its own way. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COLOUR_NAMES, square } from "./pictures.ts";

export interface OwnData {
  readonly folder: string;
  readonly rows: number;
  /** Name in the spreadsheet for which there is no file. */
  readonly missing: string;
  /** Files that are there and cannot be opened: no picture at all, and half a picture. */
  readonly broken: readonly string[];
}

const ROWS = 60;
const MISSING = 7;
const NO_PICTURE = 23;
const HALF = 41;

/** Squares in three colours: the photo alone gives the category. */
export async function writeOwnData(folder: string): Promise<OwnData> {
  await mkdir(join(folder, "photos"), { recursive: true });
  const lines = ["photo,title,colour"];
  for (let row = 0; row < ROWS; row++) {
    const colour = COLOUR_NAMES[row % 3] ?? "red";
    const photo = await square(colour, row);
    if (row !== MISSING) await writeFile(join(folder, "photos", nameOf(row)), contentOf(row, photo));
    lines.push(`${nameOf(row)},thing number ${row},${colour}`);
  }
  await writeFile(join(folder, "things.csv"), `${lines.join("\n")}\n`);
  return { folder, rows: ROWS, missing: nameOf(MISSING), broken: [nameOf(NO_PICTURE), nameOf(HALF)] };
}

const nameOf = (row: number): string => (row === MISSING ? "vanished.jpg" : `item-${row}.jpg`);

function contentOf(row: number, photo: Buffer): Buffer {
  if (row === NO_PICTURE) return Buffer.from("This was a photo once.");
  return row === HALF ? photo.subarray(0, photo.length / 2) : photo;
}
