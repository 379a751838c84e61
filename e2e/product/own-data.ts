/** Data as people bring it: a folder with a spreadsheet and photos, three of which are named wrongly. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COLOUR_NAMES, square } from "./pictures.ts";

export interface OwnData {
  readonly folder: string;
  readonly rows: number;
  /** Cells of the photo column for which there is no file. */
  readonly wrong: readonly string[];
}

const ROWS = 60;
const WRONG = [7, 23, 41];

/** Squares in three colours: the photo alone gives the category. */
export async function writeOwnData(folder: string): Promise<OwnData> {
  await mkdir(join(folder, "photos"), { recursive: true });
  const lines = ["photo,title,colour"];
  const wrong: string[] = [];
  for (let row = 0; row < ROWS; row++) {
    const colour = COLOUR_NAMES[row % 3] ?? "red";
    await writeFile(join(folder, "photos", `item-${row}.jpg`), await square(colour, row));
    const cell = WRONG.includes(row) ? `elsewhere/lost ${row}.jpeg` : `item-${row}.jpg`;
    if (WRONG.includes(row)) wrong.push(cell);
    lines.push(`${cell},thing number ${row},${colour}`);
  }
  await writeFile(join(folder, "things.csv"), `${lines.join("\n")}\n`);
  return { folder, rows: ROWS, wrong };
}
