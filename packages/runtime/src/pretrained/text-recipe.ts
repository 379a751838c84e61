/** How to use a text model: inputs, output, pooling, prefix and length, as its own files say. */
import { catalogueEntry, loadTokenizer, type Storage, type TextEntry } from "@fuseline/data";
import { issue, type SourceSpec, UserError } from "@fuseline/schema";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { Recipe } from "../recipe.ts";
import { openSession } from "../session/open-session.ts";
import { openOnnxFile } from "./check-file.ts";
import { type Candidate, chooseEmbedding, chooseFeatures } from "./choose-output.ts";
import { cutEncoder } from "./cut-encoder.ts";
import { classifies, isTrue, member, numberIn, stringIn } from "./model-config.ts";
import type { LocalModel } from "./pretrained-models.ts";
import { trialRun } from "./trial-run.ts";

type TextSpec = Extract<SourceSpec, { source: "text-model" }>;
type TextRecipe = Extract<Recipe, { recipe: "text-model" }>;
type TextPooling = "none" | "mean" | "cls" | "last";

/** Where nothing says how long texts may be. */
const USUAL_MAX_TOKENS = 512;
const OUTPUT = "tokens";

export async function textRecipe(spec: TextSpec, model: LocalModel, storage: Storage): Promise<TextRecipe> {
  const name = model.ref.hub;
  const entry = catalogueEntry(name, "text");
  const file = openOnnxFile(model.weights, { model: name, file: model.weightsPath });
  const embedding = chooseEmbedding(file, {
    modality: "text",
    named: entry?.output ?? null,
    classifies: classifies(model.json("config.json")),
    trustsPooler: /text_model\.onnx$/.test(model.weightsPath),
  });
  if (embedding === null)
    throw noOutput(
      name,
      file.graph.outputs.map((output) => output.name),
    );
  // A pooling asked for by hand works on tokens, so a ready vector will not do.
  const tokensWanted = spec.output === "features" || spec.pooling !== "model";
  const chosen: Candidate = tokensWanted ? (chooseFeatures(file, embedding) ?? embedding) : embedding;
  const cut = chosen.isOutput ? null : cutEncoder(file, { value: chosen.value, name: OUTPUT });
  const output = chosen.isOutput ? chosen.value : OUTPUT;
  const { inputs, width, isVector, fixedTokens } = await tryText(model, {
    bytes: cut ?? model.weights,
    output,
  });
  if (tokensWanted && isVector)
    throw noOutput(
      name,
      file.graph.outputs.map((output) => output.name),
    );
  if (entry !== null && entry.width !== width && !tokensWanted) throw differs(name, entry.width, width);
  const tokenizer = await model.store("tokenizer.json");
  if (tokenizer === null) throw new Error("tokenizer.json was not fetched");
  const tokenizerConfig = await model.store("tokenizer_config.json");
  const padTo = entry?.padTo ?? fixedTokens;
  const maxTokens = Math.min(spec.maxTokens, padTo ?? longestText(model, entry));
  return {
    recipe: "text-model",
    column: { column: spec.column.column, several: spec.column.several },
    ref: model.ref,
    file: {
      model:
        cut === null
          ? ((await model.store(model.weightsPath)) ?? (await storage.putBytes(model.weights)))
          : await storage.putBytes(cut),
      input: inputs.ids,
      output,
      width,
    },
    tokenizer,
    tokenizerConfig,
    inputs,
    pooling: spec.output === "features" ? "features" : isVector ? "none" : poolingOf(spec, model, entry),
    normalise: spec.output === "embedding" && (entry?.normalise ?? normalises(model)),
    prefix: spec.prefix ?? entry?.prefix ?? usualPrefix(model),
    maxTokens,
    length: spec.output === "features" ? maxTokens : 1,
    ...(padTo === null
      ? {}
      : {
          padding: { to: padTo, id: await paddingId(storage, { tokenizer, config: tokenizerConfig, model }) },
        }),
  };
}

interface TextInputs {
  readonly ids: string;
  readonly mask: string | null;
  readonly types: string | null;
}

async function tryText(
  model: LocalModel,
  { bytes, output }: { readonly bytes: Uint8Array; readonly output: string },
): Promise<{ inputs: TextInputs; width: number; isVector: boolean; fixedTokens: number | null }> {
  const session = await openSession(bytes);
  try {
    const inputs = textInputs(session, model.ref.hub);
    const names = [inputs.ids, inputs.mask, inputs.types].filter((name) => name !== null);
    const fixedTokens = tokensOf(session, inputs.ids);
    const tokens = fixedTokens ?? 4;
    const feeds = (rows: number) =>
      Object.fromEntries(
        names.map((name) => {
          const ones = new BigInt64Array(rows * tokens).fill(name === inputs.types ? 0n : 1n);
          return [name, new Tensor("int64", ones, [rows, tokens])];
        }),
      );
    const dims = await trialRun({ model: model.ref.hub, file: model.weightsPath, session, output, feeds });
    if (dims.length > 2 || dims.length === 0)
      throw noOutput(model.ref.hub, [`${output} [${dims.join(", ")}]`]);
    return { inputs, width: dims.at(-1) ?? 0, isVector: dims.length === 1, fixedTokens };
  } finally {
    await session.release();
  }
}

/** @throws UserError `model-input-unknown` for anything but token ids, a mask and token types, all int64 */
function textInputs(session: InferenceSession, model: string): TextInputs {
  const inputs = session.inputMetadata;
  const names = inputs.map(({ name }) => name);
  const pick = (known: RegExp): string | null => names.find((name) => known.test(name)) ?? null;
  const mask = pick(/mask$/);
  const types = pick(/(token_type|segment)_ids?$/);
  const ids = pick(/input_ids$|^tokens$/) ?? (names.length === 1 ? (names[0] ?? null) : null);
  const used = new Set([ids, mask, types]);
  const plain = inputs.every((one) => one.isTensor && one.type === "int64" && one.shape.length === 2);
  if (ids === null || !plain || names.some((name) => !used.has(name))) {
    const needed = {
      en: "token ids, and no more than a mask and token types",
      ru: "номера токенов, маска и типы токенов",
    };
    throw new UserError(issue("model-input-unknown", {}, { model, inputs: names, needed }));
  }
  return { ids, mask, types };
}

/** Where the file takes one length only. */
function tokensOf(session: InferenceSession, ids: string): number | null {
  const input = session.inputMetadata.find(({ name }) => name === ids);
  const size = input?.isTensor === true ? input.shape[1] : undefined;
  return typeof size === "number" && size > 0 ? size : null;
}

function poolingOf(spec: TextSpec, model: LocalModel, entry: TextEntry | null): TextPooling {
  if (spec.pooling !== "model") return spec.pooling;
  if (entry !== null && entry.pooling !== "none") return entry.pooling;
  // The layer that sentence-transformers put behind the model.
  const layer = model.json("1_Pooling/config.json");
  if (isTrue(layer, "pooling_mode_cls_token")) return "cls";
  if (isTrue(layer, "pooling_mode_lasttoken")) return "last";
  return "mean";
}

/** sentence-transformers list a normalising layer among their modules. */
function normalises(model: LocalModel): boolean {
  const modules = model.json("modules.json");
  return (
    Array.isArray(modules) && modules.some((module) => /\.Normalize$/.test(stringIn(module, "type") ?? ""))
  );
}

function usualPrefix(model: LocalModel): string {
  const settings = model.json("config_sentence_transformers.json");
  const chosen = stringIn(settings, "default_prompt_name");
  return (chosen === null ? null : stringIn(member(settings, "prompts"), chosen)) ?? "";
}

function longestText(model: LocalModel, entry: TextEntry | null): number {
  const told = [
    entry?.maxTokens ?? null,
    model.maxTokens ?? null,
    numberIn(model.json("sentence_bert_config.json"), "max_seq_length"),
    // Tokenisers without a limit say 10³⁰.
    numberIn(model.json("tokenizer_config.json"), "model_max_length"),
    numberIn(model.json("config.json"), "max_position_embeddings"),
  ].filter((count) => count !== null && count > 0 && count < 1_000_000);
  return told.length === 0 ? USUAL_MAX_TOKENS : Math.min(...told.map(Number));
}

async function paddingId(
  storage: Storage,
  {
    tokenizer,
    config,
    model,
  }: { readonly tokenizer: string; readonly config: string | null; readonly model: LocalModel },
): Promise<number> {
  const token = member(model.json("tokenizer_config.json"), "pad_token");
  const content = typeof token === "string" ? token : (stringIn(token, "content") ?? "<pad>");
  const loaded = await loadTokenizer(storage, { tokenizer, config });
  return loaded.tokenId(content) ?? 0;
}

function noOutput(model: string, outputs: readonly string[]): UserError {
  const needed = {
    en: "a vector for a text, or for each of its tokens",
    ru: "вектор текста или вектора его токенов",
  };
  return new UserError(issue("model-output-unknown", {}, { model, outputs, needed }));
}

function differs(model: string, expected: number, found: number): UserError {
  const what = { en: "the width of its vectors", ru: "ширина ее векторов" };
  return new UserError(
    issue("model-differs", {}, { model, what, expected: String(expected), found: String(found) }),
  );
}
