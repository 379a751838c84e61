/** Builds an encoder that learns into a graph: its learning part imported, adapted, pooled and standardised. */
import type { GraphBuilder, ParameterOptions, Value } from "@fuseline/autograd";
import { type ImportedWeight, type ImportRequest, importGraph } from "@fuseline/autograd/onnx";
import { stochasticDepth } from "@fuseline/layers";
import type { TunedEncoderFeed, TunedFeature, TuneOptions } from "../graph/graph-feed.ts";
import { poolValues } from "../graph/pool-values.ts";
import { recipeColumns } from "../graph/recipe-columns.ts";
import { standardised } from "../graph/standardised.ts";
import type { TunedRecipe } from "../recipe.ts";
import type { LearnedPart } from "./learned-part.ts";
import { isAttention, LoraAdapters } from "./lora.ts";
import { encoderInputs, type TunedInputs } from "./tuned-inputs.ts";

/** What becomes of the weights: they learn, stay as they came, or are fixed at what was learnt. */
export type TuningMode =
  | { readonly mode: "learn" }
  | { readonly mode: "frozen" }
  /** `merged` gathers weights whose adapters are added to them. */
  | {
      readonly mode: "serve";
      readonly numbers: { readonly [name: string]: Float32Array };
      readonly merged: Map<string, Float32Array>;
    };

export interface TunedSource {
  readonly recipe: TunedRecipe;
  readonly learned: LearnedPart;
  readonly inputs: TunedInputs;
  readonly mode: TuningMode;
}

export function tunedFeed(tuned: TunedSource): TunedEncoderFeed {
  const { recipe, inputs } = tuned;
  return {
    kind: "encoder",
    columns: recipeColumns(recipe),
    presence: inputs.presence,
    build: (g, options) => built(g, tuned, options),
  };
}

function built(g: GraphBuilder, tuned: TunedSource, options: TuneOptions): TunedFeature {
  const { recipe, inputs } = tuned;
  const output = imported(g, tuned, options);
  const { value, mask } = poolValues(g, output, {
    encoder: recipe.encoder,
    mask: inputs.mask,
    presence: inputs.presence,
  });
  if (mask !== null || recipe.statistics === null) return { value, mask };
  return { value: standardised(g, { value, presence: inputs.presence }, recipe.statistics), mask: null };
}

function imported(
  g: GraphBuilder,
  { recipe, learned, inputs, mode }: TunedSource,
  options: TuneOptions,
): Value {
  const { source, trainable } = learned;
  const adapters =
    options.lora === null || mode.mode === "frozen"
      ? null
      : new LoraAdapters(
          options.lora,
          source.weights.some(({ name, path }) => isAttention(`${name} ${path}`)),
        );
  const graph = importGraph({
    builder: g,
    source,
    inputs: encoderInputs(g, recipe, { source, inputs }),
    parameter: (weight) => ({
      ...groupOf(weight, source.blocks, options),
      trainable: mode.mode !== "frozen" && adapters === null && trainable.has(weight.name),
    }),
    ...(adapters === null ? {} : { adapt: adapters.adapt }),
    ...(mode.mode === "learn" && options.stochasticDepth > 0
      ? { residual: rowsDropped(source.blocks, { options, learns: adapters === null ? trainable : null }) }
      : {}),
  });
  if (mode.mode === "serve" && adapters !== null)
    for (const [name, numbers] of adapters.merged(graph.parameters, mode.numbers))
      mode.merged.set(name, numbers);
  const output = graph.outputs.get(recipe.encoder.file.output);
  if (output === undefined) throw new Error(`the encoder gives no ${recipe.encoder.file.output}`);
  return output;
}

/** Blocks of which nothing learns run as they do in use. `learns`: names of weights; null where all are adapted. */
function rowsDropped(
  blocks: number,
  { options, learns }: { readonly options: TuneOptions; readonly learns: ReadonlySet<string> | null },
): NonNullable<ImportRequest["residual"]> {
  return (g, added, { block, weights }) =>
    learns === null || weights.some(({ name }) => learns.has(name))
      ? stochasticDepth(g, added, { share: options.stochasticDepth, block, blocks })
      : added;
}

/** Layers further from the head learn slower, and tables of vectors do not decay (Clark 2020; Bao 2022). */
function groupOf(
  { depth, name, path, dims }: ImportedWeight,
  blocks: number,
  { rateScale, layerDecay }: TuneOptions,
): ParameterOptions {
  const below = Math.max(0, blocks + 1 - depth);
  return {
    rateScale: rateScale * layerDecay ** below,
    decay: dims.length >= 2 && !/embed|position|cls_token/i.test(`${name} ${path}`),
  };
}
