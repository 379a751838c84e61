/** What people's data does wrong, from a folder to the end of a run: each gets its sentence and its place. */
import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUICK, square, startTestServer, type TestServer } from "@fuseline/server/testing";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../exit-code.ts";
import { type Ran, runWords } from "../testing/run-words.ts";

const ROWS = 60;
const COLOURS = ["red", "green", "blue"] as const;

let test: TestServer;
let scratch = "";
let folder = "";
beforeAll(async () => {
  test = await startTestServer();
  scratch = await mkdtemp(join(tmpdir(), "fuseline-bad-"));
});
afterAll(async () => {
  await test.close();
  await rm(scratch, { recursive: true, force: true });
});

interface Squares {
  readonly rows?: number;
  readonly label?: (row: number) => string;
  readonly photo?: (row: number) => string;
}

/** A folder that is well but for what is asked. */
async function squares({
  rows = ROWS,
  label = (row) => COLOURS[row % 3] ?? "",
  photo = (row) => `p-${row}.png`,
}: Squares = {}): Promise<void> {
  await mkdir(join(folder, "photos"), { recursive: true });
  const lines = ["photo,title,colour"];
  for (let row = 0; row < rows; row++) {
    await writeFile(join(folder, "photos", `p-${row}.png`), await square(COLOURS[row % 3] ?? "red", row));
    lines.push(`${photo(row)},thing number ${row},${label(row)}`);
  }
  await table(`${lines.join("\n")}\n`);
}

const table = (text: string | Uint8Array) => writeFile(join(folder, "things.csv"), text);
const photo = (row: number, bytes: string | Uint8Array) =>
  writeFile(join(folder, "photos", `p-${row}.png`), bytes);

const fuseline = (...words: string[]): Promise<Ran> => runWords(words, { dataFolder: test.folder });
const quick = Object.entries({ ...QUICK, "train-model.epochs": 2 }).flatMap(([name, value]) => [
  "--set",
  `${name}=${value}`,
]);

interface Story {
  readonly what: string;
  /** Writes the data into the folder. */
  readonly bring: () => Promise<unknown>;
  readonly template?: string;
  /** Words of `fuseline new`; the settings of a quick picture model if absent. */
  readonly words?: readonly string[];
  readonly made: number;
  /** Exit code of the run; absent where nothing can be run. */
  readonly ran?: number;
  /** What the person reads, in this order. */
  readonly says: RegExp;
}

const PHOTO = ["--inputs", "photo", "--target", "colour", ...quick];

const STORIES: readonly Story[] = [
  {
    what: "a ZIP that is none",
    bring: () => writeFile(join(folder, "things.zip"), "PK\u0003\u0004 and then nothing of a ZIP"),
    made: EXIT.pipeline,
    says: /“.*things\.zip” cannot be read/,
  },
  {
    what: "a folder with nothing in it",
    bring: () => mkdir(folder, { recursive: true }),
    made: EXIT.pipeline,
    says: /holds neither a table nor photos/,
  },
  {
    what: "a table without rows",
    bring: async () => {
      await squares();
      await table("photo,title,colour\n");
    },
    made: EXIT.pipeline,
    says: /! .*“things\.csv” holds no rows[\s\S]*✗ .*no column “colour”/,
  },
  {
    what: "an answer that is not there",
    bring: squares,
    words: ["--target", "nothing"],
    made: EXIT.pipeline,
    says: /✗ .*no column “nothing” to predict[\s\S]*“photo”, “title”, “colour”/,
  },
  {
    what: "an answer of the wrong kind",
    bring: squares,
    template: "price-home",
    words: ["--target", "colour"],
    made: EXIT.pipeline,
    says: /✗ .*“colour” holds categories; here numbers are needed/,
  },
  {
    what: "a setting that no block has",
    bring: squares,
    words: ["--set", "train-model.speed=9"],
    made: EXIT.pipeline,
    says: /✗ train-model\.speed: There is no setting “speed” here[\s\S]*“epochs”/,
  },
  {
    what: "one class only",
    bring: () => squares({ label: () => "red" }),
    made: EXIT.ok,
    ran: EXIT.runFailed,
    says: /✗ choose-columns\.roles: Every row of “colour” says “red”/,
  },
  {
    what: "three rows",
    bring: () => squares({ rows: 3 }),
    made: EXIT.ok,
    ran: EXIT.runFailed,
    says: /✗ split-rows: No row is left for validation out of 3/,
  },
  {
    what: "photos that are not there",
    bring: async () => {
      await squares();
      await rm(join(folder, "photos"), { recursive: true });
    },
    made: EXIT.ok,
    ran: EXIT.runFailed,
    says: /✗ encode-image-new: None of the 60 rows has a picture in “photo”/,
  },
  {
    what: "photos under other names",
    bring: () => squares({ photo: (row) => (row < 50 ? `p-${row}.png` : `gone-${row * 7919}.png`) }),
    made: EXIT.ok,
    ran: EXIT.ok,
    says: /Without a photo: row 51 “gone-395950\.png”[\s\S]*! .*10 of 60 rows found no file for “photo”/,
  },
  {
    what: "drawings that could carry scripts",
    bring: async () => {
      await squares();
      for (let row = 0; row < ROWS; row++) await photo(row, `<svg xmlns="http://www.w3.org/2000/svg"/>`);
    },
    made: EXIT.ok,
    ran: EXIT.runFailed,
    says: /! encode-image-new, row \d+: .*is SVG, which is not opened here[\s\S]*✗ encode-image-new: None of the 60 rows/,
  },
  {
    what: "a picture of a quarter of a thousand million pixels",
    bring: async () => {
      await squares();
      const huge = sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: "#fff" } });
      await photo(5, await huge.png({ compressionLevel: 1 }).toBuffer());
    },
    made: EXIT.ok,
    ran: EXIT.ok,
    says: /! encode-image-new, row 6: “photos\/p-5\.png” has more than 100 million pixels/,
  },
  {
    what: "a picture cut short and an empty one",
    bring: async () => {
      await squares();
      await photo(8, (await square("blue", 8)).subarray(0, 40));
      await photo(9, "");
    },
    made: EXIT.ok,
    ran: EXIT.ok,
    says: /encode-image-new, row 9: [\s\S]*“photos\/p-8\.png” is broken and counts as missing[\s\S]*row 10: [\s\S]*p-9\.png/,
  },
  {
    what: "lines with too many and too few cells",
    bring: async () => {
      await squares();
      await appendFile(join(folder, "things.csv"), "p-1.png,one,red,more,still more\np-2.png\n");
    },
    made: EXIT.ok,
    ran: EXIT.ok,
    says: /! 2 lines of “things\.csv” have too many or too few cells: 62, 63[\s\S]*! choose-columns: 1 row has no answer in “colour”/,
  },
  {
    what: "words in a column of numbers",
    bring: async () => {
      const lines = ["rooms,size,price"];
      for (let row = 0; row < ROWS; row++)
        lines.push(`${row % 5},${row === 7 ? "large" : row * 3},${row === 9 ? "ask" : 1000 + row * 50}`);
      await mkdir(folder, { recursive: true });
      await table(`${lines.join("\n")}\n`);
    },
    template: "price-home",
    words: ["--set", "train-model.epochs=2"],
    made: EXIT.ok,
    ran: EXIT.ok,
    says: /! “size” should hold numbers, but 1 cell does not: “large”[\s\S]*! choose-columns: 1 row has no answer in “price”/,
  },
];

describe("data that is not as it should be", () => {
  it.each(STORIES)("$what", async ({ bring, template = "sort-products", words = PHOTO, made, ran, says }) => {
    folder = await mkdtemp(join(scratch, "data-"));
    await bring();
    const pipeline = join(folder, "pipeline.json");
    const created = await fuseline("new", template, "--data", folder, "--out", pipeline, ...words);
    expect([created.code, created.said]).toEqual([made, expect.any(String)]);
    const run = ran === undefined ? null : await fuseline("run", pipeline);
    const said = created.said + (run?.said ?? "");
    expect(said).toMatch(says);
    expect(said, "a sentence, never a stack").not.toMatch(/^\s+at /m);
    if (run !== null) expect([run.code, said]).toEqual([ran, said]);
  });
});
