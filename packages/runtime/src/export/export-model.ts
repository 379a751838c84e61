/** A trained model as a folder that needs nothing of Fuseline: ONNX files, tokenisers, a manifest and a README. */
import { decodeModel } from "@fuseline/autograd/onnx";
import type { Storage } from "@fuseline/data";
import { type BlobId, sha256Hex } from "@fuseline/schema";
import { isSupervision, recipeColumns } from "../graph/recipe-columns.ts";
import type { Manifest } from "../manifest.ts";
import type { EncoderRecipe, Recipe } from "../recipe.ts";
import { openSession } from "../session/open-session.ts";
import { rankFor } from "./pooled-inputs.ts";
import type { EncoderInputs, PortableManifest, PortableSource, Preparation } from "./portable-manifest.ts";
import { portableGraph } from "./portable-model.ts";
import { portableReadme } from "./portable-readme.ts";

export interface ExportedFile {
  /** Inside the folder, with slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** @throws Error when the model's files are no longer in storage */
export async function exportModel(
  manifest: Manifest,
  storage: Pick<Storage, "readBytes">,
): Promise<readonly ExportedFile[]> {
  const needed = new Set(manifest.feeds.map(({ source }) => source));
  const sources = Object.entries(manifest.sources).filter(
    ([name, recipe]) => needed.has(name) && !isSupervision(recipe),
  );
  const files = new Map<string, Uint8Array>();
  const gathered = await Promise.all(
    sources.map(async ([name, recipe], place) => {
      const source = await sourceOf(recipe, { storage, files, label: labelOf(recipe, place) });
      return { name, ...source };
    }),
  );
  const ranks = Object.fromEntries(gathered.map(({ name, rank }) => [name, rank]));
  const graph = portableGraph(manifest, await storage.readBytes(manifest.graph), ranks);
  files.set("model.onnx", graph.onnx);
  const { curves: _, ...training } = manifest.training;
  const portable: PortableManifest = {
    format: "fuseline/portable-model",
    version: 1,
    inputs: manifest.inputs,
    sources: gathered.map(({ name, source }) => ({ ...source, feeds: graph.feeds[name] ?? {} })),
    model: {
      file: "model.onnx",
      sha256: sha256Hex(graph.onnx),
      opset: graph.opset,
      inputs: graph.inputs,
      outputs: graph.outputs,
    },
    answer: graph.answer,
    training,
  };
  files.set("manifest.json", new TextEncoder().encode(`${JSON.stringify(portable, null, 2)}\n`));
  files.set("README.md", new TextEncoder().encode(portableReadme(portable)));
  return [...files].map(([path, bytes]) => ({ path, bytes }));
}

interface Place {
  readonly storage: Pick<Storage, "readBytes">;
  readonly files: Map<string, Uint8Array>;
  /** Unique among the sources, fit for a file name. */
  readonly label: string;
}

/** Columns may have any names; files get Latin ones. */
function labelOf(recipe: Recipe, place: number): string {
  const name = recipeColumns(recipe)
    .join("-")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${place + 1}${name === "" ? "" : `-${name}`}`;
}

interface Gathered {
  readonly source: Omit<PortableSource, "feeds">;
  /** Of the encoder's raw output. */
  readonly rank: number;
}

async function sourceOf(recipe: Recipe, place: Place): Promise<Gathered> {
  const columns = recipeColumns(recipe);
  switch (recipe.recipe) {
    case "image-model":
    case "text-model": {
      const { model, output } = recipe.file;
      const prepare = await preparationOf(recipe, { ...place, length: fixedLength(recipe) });
      const { encoder, rank } = await encoderOf({ model, output }, inputsOf(recipe), place);
      const known = rank ?? rankFor(recipe) ?? (await rankByOpening(model, output, place));
      return { source: { columns, prepare, encoder }, rank: known };
    }
    case "tuned-model": {
      const { encoder: base, prefix, length } = recipe;
      const prepared = await preparationOf(base, { ...place, length });
      const raw = prepared.kind === "picture" && prefix === null;
      const prepare = raw ? { ...prepared, scaled: false } : prepared;
      if (prefix === null) return { source: { columns, prepare, encoder: null }, rank: 0 };
      const { encoder } = await encoderOf(prefix, inputsOf(base), place);
      return { source: { columns, prepare, encoder }, rank: prefix.dims.length + 1 };
    }
    case "pixels":
      return {
        source: {
          columns,
          prepare: { kind: "picture", scaled: false, ...recipe.preprocess, channels: "rgb" },
          encoder: null,
        },
        rank: 0,
      };
    case "tokens": {
      const tokenizer = await tokenizerOf(recipe.tokenizer, place);
      const { length } = recipe;
      const prepare: Preparation = {
        kind: "text",
        tokenizer,
        prefix: "",
        maxTokens: length,
        length,
        padding: 0,
      };
      return { source: { columns, prepare, encoder: null }, rank: 0 };
    }
    case "table":
      return {
        source: { columns, prepare: { kind: "table", columns: recipe.columns }, encoder: null },
        rank: 0,
      };
    case "class-target":
    case "number-target":
    case "pair-key":
      throw new Error(`${recipe.recipe} is learnt, not asked for`);
  }
}

/** Whole texts are filled up to the longest of a batch, unless the encoder or a sequence wants a fixed length. */
function fixedLength(recipe: EncoderRecipe): number | null {
  if (recipe.recipe === "image-model") return null;
  return recipe.padding?.to ?? (recipe.pooling === "features" ? recipe.length : null);
}

async function preparationOf(
  recipe: EncoderRecipe,
  place: Place & { readonly length: number | null },
): Promise<Preparation> {
  if (recipe.recipe === "image-model") return { kind: "picture", scaled: true, ...recipe.preprocess };
  const { prefix, maxTokens, padding } = recipe;
  return {
    kind: "text",
    tokenizer: await tokenizerOf(recipe.tokenizer, place),
    prefix,
    maxTokens: Math.min(maxTokens, place.length ?? maxTokens),
    length: place.length,
    padding: padding?.id ?? 0,
  };
}

async function tokenizerOf(blob: BlobId, { storage, files, label }: Place): Promise<string> {
  const path = `tokenizers/${label}.json`;
  files.set(path, await storage.readBytes(blob));
  return path;
}

function inputsOf(recipe: EncoderRecipe): EncoderInputs {
  if (recipe.recipe === "image-model") return { pixels: recipe.file.input };
  const { ids, mask, types } = recipe.inputs;
  return { ids, ...(mask === null ? {} : { mask }), ...(types === null ? {} : { types }) };
}

async function encoderOf(
  { model, output }: { readonly model: BlobId; readonly output: string },
  inputs: EncoderInputs,
  { storage, files, label }: Place,
): Promise<{ readonly encoder: NonNullable<PortableSource["encoder"]>; readonly rank: number | null }> {
  const file = `encoders/${label}.onnx`;
  const bytes = await storage.readBytes(model);
  files.set(file, bytes);
  const { opsets, graph } = decodeModel(bytes);
  const taken = new Set(graph.inputs.map(({ name }) => name));
  const used = Object.entries(inputs).filter(([, name]) => taken.has(name));
  const rank = graph.outputs.find(({ name }) => name === output)?.dims?.length ?? null;
  return {
    encoder: {
      file,
      sha256: sha256Hex(bytes),
      opset: opsets.find(({ domain }) => domain === "")?.version ?? 0,
      output,
      inputs: Object.fromEntries(used),
    },
    rank,
  };
}

async function rankByOpening(model: BlobId, output: string, { storage }: Place): Promise<number> {
  const session = await openSession(await storage.readBytes(model), { device: "cpu" });
  const found = session.outputMetadata.find(({ name }) => name === output);
  await session.release();
  return found?.isTensor === true ? found.shape.length : 0;
}
