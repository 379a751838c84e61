/** An exported folder in onnxruntime-web: the browser answers what ONNX Runtime for Python answered. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type ServedPage, serveTrainPage } from "../pages/serve-train-page.ts";
import type { PageTensor, TrainPage } from "../pages/train-page.ts";
import { repositoryRoot } from "../product/repository-root.ts";

const FIXTURES = join(repositoryRoot(import.meta.url), "packages/runtime/src/export/fixtures");

interface Manifest {
  readonly sources: readonly {
    readonly encoder: {
      readonly file: string;
      readonly output: string;
      readonly inputs: { readonly [what: string]: string };
    };
    readonly feeds: { readonly [input: string]: string };
  }[];
  readonly model: { readonly file: string };
}

interface Recorded {
  readonly prepared: readonly { readonly [what: string]: PageTensor }[];
  readonly outputs: { readonly probabilities: PageTensor };
}

let served: ServedPage;
test.beforeAll(async () => {
  served = await serveTrainPage();
});
test.afterAll(() => served.close());

test("an exported folder answers in the browser as in Python", async ({ page }) => {
  await page.goto(served.address);
  const manifest = await readJson<Manifest>("tiny-model/manifest.json");
  const recorded = await readJson<Recorded>("python.json");
  const inputs: { [name: string]: PageTensor } = {};
  for (const [place, { encoder, feeds }] of manifest.sources.entries()) {
    const made: { [what: string]: PageTensor } = { ...recorded.prepared[place] };
    const encoded = await infer(page, encoder.file, renamed(encoder.inputs, made));
    const output = encoded[encoder.output];
    if (output === undefined) throw new Error(`${encoder.file} gave no ${encoder.output}`);
    made.encoded = output;
    Object.assign(inputs, renamed(Object.fromEntries(Object.entries(feeds).map(([a, b]) => [b, a])), made));
  }
  const { probabilities } = await infer(page, manifest.model.file, inputs);
  const expected = recorded.outputs.probabilities;
  expect(probabilities?.dims).toEqual(expected.dims);
  expected.data.forEach((share, at) => {
    expect(Math.abs(share - (probabilities?.data[at] ?? Number.NaN))).toBeLessThan(1e-5);
  });
});

/** @param names of inputs by what they take */
function renamed(
  names: { readonly [what: string]: string },
  made: { readonly [what: string]: PageTensor },
): { [name: string]: PageTensor } {
  return Object.fromEntries(
    Object.entries(names).map(([what, name]) => {
      const tensor = made[what];
      if (tensor === undefined) throw new Error(`${what} was not prepared`);
      return [name, tensor];
    }),
  );
}

async function infer(page: Page, file: string, inputs: { readonly [name: string]: PageTensor }) {
  const model = (await readFile(join(FIXTURES, "tiny-model", file))).toString("base64");
  return page.evaluate(
    (given) => (globalThis as unknown as { trainPage: TrainPage }).trainPage.infer(given.model, given.inputs),
    { model, inputs },
  );
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(FIXTURES, file), "utf8")) as T;
}
