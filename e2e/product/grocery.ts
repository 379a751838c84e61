/** Photos of a shop's shelves with a spreadsheet, from the shared data; some are kept back, three are made wrong. */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";

/** Real data and real weights, which are no part of the repository and may be absent. */
export const SHARED = process.env.FUSELINE_SHARED ?? join(repositoryRoot(import.meta.url), "..", "shared");

export interface Grocery {
  readonly folder: string;
  readonly rows: number;
  readonly missing: string;
  readonly broken: string;
  readonly half: string;
  /** Photos that are neither in the folder nor in the spreadsheet. */
  readonly fresh: readonly { readonly path: string; readonly category: string }[];
}

const CATEGORIES = ["Apple", "Pepper", "Melon", "Tomato", "Potato"];
/** Rows of the folder whose photos are made wrong. */
const WRONG = { missing: 12, broken: 55, half: 101 };

/** Photo and category of the chosen categories: what the description says would give the answer away. */
export async function writeGrocery(folder: string): Promise<Grocery> {
  const source = join(SHARED, "data/grocery");
  const photoOf = (photo: string): string => join(source, "photos", photo);
  await mkdir(join(folder, "photos"), { recursive: true });
  const table = await readFile(join(source, "products.csv"), "utf8");
  const all = table
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .map(([photo = "", , category = ""]) => ({ photo, category }))
    .filter(({ category }) => CATEGORIES.includes(category));
  const fresh = CATEGORIES.flatMap((wanted) => all.find(({ category }) => category === wanted) ?? []);
  const rows = all.filter((row) => !fresh.includes(row));
  const nameAt = (place: number): string => rows[place]?.photo ?? "";
  const [missing, broken, half] = [nameAt(WRONG.missing), nameAt(WRONG.broken), nameAt(WRONG.half)];
  for (const { photo } of rows) {
    const target = join(folder, "photos", photo);
    if (photo === broken) await writeFile(target, "This was a photo once.");
    else if (photo === half) await writeFile(target, (await readFile(photoOf(photo))).subarray(0, 3000));
    else if (photo !== missing) await copyFile(photoOf(photo), target);
  }
  const lines = rows.map(({ photo, category }) => `${photo},${category}`);
  await writeFile(join(folder, "products.csv"), `photo,category\n${lines.join("\n")}\n`);
  return {
    folder,
    rows: rows.length,
    missing,
    broken,
    half,
    fresh: fresh.map(({ photo, category }) => ({ path: photoOf(photo), category })),
  };
}
