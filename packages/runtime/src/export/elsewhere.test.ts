/** The exported folder outside Fuseline: the programs of the guide as pasted, and what Python once answered. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Storage } from "@fuseline/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPredictor } from "../predict/predictor.ts";
import { pngOf } from "../pretrained/testing/png.ts";
import { exportModel } from "./export-model.ts";
import type { PortableManifest } from "./portable-manifest.ts";
import { findPython } from "./testing/find-python.ts";
import { type Prepared, runFolder } from "./testing/run-folder.ts";
import { tinyProduct } from "./testing/tiny-product.ts";

const REPOSITORY = fileURLToPath(new URL("../../../../", import.meta.url));
const GUIDE = join(REPOSITORY, "docs/guide/use-the-model-elsewhere.md");
const FIXTURES = fileURLToPath(new URL("fixtures/", import.meta.url));
const FOLDER = join(FIXTURES, "tiny-model");
/** The short side is what the model wants, so that nothing is resized: sharp and Pillow then see the same pixels. */
const SIDE = 18;
const PHOTO = pngOf(
  Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => (at * 13 + (at >> 4)) % 256),
  SIDE,
);
const ROWS = [
  { photo: join(FOLDER, "photo.png"), text: "red chair" },
  { photo: join(FOLDER, "photo.png") },
  { text: "green green red" },
];

interface Recorded {
  readonly prepared: readonly { readonly [what: string]: Prepared }[];
  readonly outputs: { readonly probabilities: Prepared };
}

let scratch = "";
let recorded: Recorded;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "fuseline-elsewhere-"));
  await symlink(join(REPOSITORY, "node_modules"), join(scratch, "node_modules"));
  if (process.env.FUSELINE_UPDATE_FIXTURES === "1") await writeFolder();
  recorded = JSON.parse(await readFile(join(FIXTURES, "python.json"), "utf8"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function exportedFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const storage = await Storage.open(join(scratch, "data"));
  const files = await exportModel(await tinyProduct(storage), storage);
  return new Map([...files.map(({ path, bytes }) => [path, bytes] as const), ["photo.png", PHOTO]]);
}

async function writeFolder(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  for (const [path, bytes] of await exportedFiles()) {
    await mkdir(dirname(join(FOLDER, path)), { recursive: true });
    await writeFile(join(FOLDER, path), bytes);
  }
}

/** The program that the guide gives in a language, in a file of its own. */
async function pasted(language: "python" | "js", name: string): Promise<string> {
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(await readFile(GUIDE, "utf8"));
  const file = join(scratch, name);
  await writeFile(file, block?.[1] ?? "");
  return file;
}

/** Every line the program prints is the answer for one row. */
async function answersOf(
  program: string,
  file: string,
): Promise<{ label: string | null; confidence: number }[]> {
  const { stdout } = await promisify(execFile)(program, [file, FOLDER, JSON.stringify(ROWS)]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function expectRecorded(answers: readonly { label: string | null; confidence: number }[]): void {
  const { data, dims } = recorded.outputs.probabilities;
  const [rows = 0, classes = 0] = dims;
  expect(answers).toHaveLength(rows);
  const labels = ["frog", "chair", "дом"];
  answers.forEach(({ label, confidence }, row) => {
    const shares = data.slice(row * classes, (row + 1) * classes);
    const best = Math.max(...shares);
    expect(Math.abs(confidence - best)).toBeLessThan(1e-5);
    expect(label).toBe(best >= 0.4 ? labels[shares.indexOf(best)] : null);
  });
}

describe("an exported folder outside Fuseline", () => {
  it("is the one that was recorded", async () => {
    const expected = await exportedFiles();
    const found = await readdir(FOLDER, { recursive: true, withFileTypes: true });
    expect(found.filter((entry) => entry.isFile())).toHaveLength(expected.size);
    for (const [path, bytes] of expected)
      expect(Buffer.compare(await readFile(join(FOLDER, path)), bytes), path).toBe(0);
  });

  it("answers in plain onnxruntime-node what onnxruntime for Python answered", async () => {
    const files = await exportedFiles();
    const read = (path: string): Uint8Array => files.get(path) ?? new Uint8Array();
    const manifest = JSON.parse(new TextDecoder().decode(read("manifest.json"))) as PortableManifest;
    const { probabilities = [] } = await runFolder(manifest, read, recorded.prepared);
    const expected = recorded.outputs.probabilities.data;
    expect(probabilities).toHaveLength(expected.length);
    expected.forEach((share, at) => {
      expect(Math.abs(share - (probabilities[at] ?? Number.NaN))).toBeLessThan(1e-5);
    });
  });

  it("answers as the endpoint does, from the very photo and words", async () => {
    const storage = await Storage.open(join(scratch, "data"));
    const predictor = await openPredictor(await tinyProduct(storage), storage);
    const photo = { name: "photo.png", bytes: PHOTO };
    const answers = await predictor.predict(
      ROWS.map((row) => ({ photo: row.photo === undefined ? null : photo, text: row.text ?? null })),
    );
    await predictor.close();
    const shares = answers.flatMap((answer) => (answer.task === "classes" ? answer.probabilities : []));
    expect(shares).toHaveLength(recorded.outputs.probabilities.data.length);
    recorded.outputs.probabilities.data.forEach((share, at) => {
      expect(Math.abs(share - (shares[at] ?? Number.NaN))).toBeLessThan(1e-5);
    });
  });

  it("runs with the guide's JavaScript, as pasted", async () => {
    expectRecorded(await answersOf(process.execPath, await pasted("js", "predict.mjs")));
  });

  const python = findPython(["onnxruntime", "numpy", "PIL", "tokenizers"]);
  it.skipIf(python === null)(
    "runs with the guide's Python, as pasted (needs Python with onnxruntime, numpy, pillow and tokenizers)",
    async () => {
      expectRecorded(await answersOf(python ?? "", await pasted("python", "predict.py")));
    },
  );
});
