/** Declares the graph inputs of fulfilled sources and names which array feeds which input. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { RowArray } from "../arrays/row-array.ts";
import type { EncodedSource } from "../encode/encoded-source.ts";
import type { FeedBinding } from "../manifest.ts";
import type { Recipe } from "../recipe.ts";
import type { LearnedPart } from "../tuning/learned-part.ts";
import { type TuningMode, tunedFeed } from "../tuning/tuned-feed.ts";
import { type FeatureStatistics, featureStatistics } from "./feature-statistics.ts";
import type { FittedFeed } from "./graph-feed.ts";
import { recipeColumns } from "./recipe-columns.ts";
import { scaledPixels } from "./scaled-pixels.ts";
import { standardised } from "./standardised.ts";

/** Shapes of a source without its rows: enough to declare inputs. */
export interface SourceShape {
  readonly recipe: Recipe;
  readonly parts: { readonly [part: string]: Pick<RowArray, "dtype" | "dims"> };
  /** Of a frozen encoder's vectors; null for every other source. */
  readonly statistics: FeatureStatistics | null;
  /** The part of a ready encoder that learns; null for every other source. */
  readonly learned: LearnedPart | null;
}

export interface DeclaredFeeds {
  readonly feeds: { readonly [source: string]: FittedFeed };
  readonly bindings: readonly FeedBinding[];
}

export interface FeedOptions {
  /** A number in training graphs, "batch" in serving ones. */
  readonly batch: number | "batch";
  /** Targets and keys are inputs in training and evaluation, never when serving. */
  readonly supervised: boolean;
  /** What becomes of the weights of ready encoders. */
  readonly tuning: TuningMode;
}

/** @param rows training rows, for the statistics; without them vectors are fed as they are */
export function shapeOf(
  { recipe, arrays, learned }: Pick<EncodedSource, "recipe" | "arrays" | "learned">,
  rows: readonly number[] = [],
): SourceShape {
  const parts = Object.entries(arrays).filter(([part]) => !part.startsWith("variant"));
  return {
    recipe,
    parts: Object.fromEntries(parts.map(([part, { dtype, dims }]) => [part, { dtype, dims }])),
    statistics: isEncoder(recipe) ? featureStatistics(arrays, rows) : null,
    learned: learned ?? null,
  };
}

export function declareFeeds(
  g: GraphBuilder,
  sources: { readonly [name: string]: SourceShape },
  options: FeedOptions,
): DeclaredFeeds {
  const bindings: FeedBinding[] = [];
  const feeds: { [source: string]: FittedFeed } = {};
  for (const [name, shape] of Object.entries(sources)) {
    const input = (part: string): Value => {
      const spec = shape.parts[part];
      if (spec === undefined) throw new Error(`source ${name} has no part ${part}`);
      const graphInput = `${name}/${part}`;
      bindings.push({ input: graphInput, source: name, part });
      return g.input(graphInput, spec.dtype, [options.batch, ...spec.dims]);
    };
    feeds[name] = declareFeed(g, { shape, input, ...options });
  }
  return { feeds, bindings };
}

function isEncoder({ recipe }: Recipe): boolean {
  return recipe === "image-model" || recipe === "text-model";
}

interface Declaration {
  readonly shape: SourceShape;
  readonly input: (part: string) => Value;
  readonly supervised: boolean;
  readonly tuning: TuningMode;
}

function declareFeed(g: GraphBuilder, { shape, input, supervised, tuning }: Declaration): FittedFeed {
  const { recipe, parts } = shape;
  const columns = recipeColumns(recipe);
  const optional = (part: string): Value | null => (parts[part] === undefined ? null : input(part));
  switch (recipe.recipe) {
    case "image-model":
    case "text-model":
      return parts.mask === undefined
        ? vectorFeed(g, { columns, value: input("value"), presence: input("presence") }, shape.statistics)
        : {
            kind: "sequence",
            columns,
            value: input("value"),
            mask: input("mask"),
            presence: input("presence"),
          };
    case "tuned-model": {
      if (shape.learned === null) throw new Error("an encoder that learns has a part that does");
      const inputs = {
        value: optional("value"),
        ids: optional("ids"),
        mask: optional("mask"),
        presence: input("presence"),
      };
      return tunedFeed({ recipe, learned: shape.learned, inputs, mode: tuning });
    }
    case "pixels":
      return {
        kind: "pixels",
        columns,
        value: scaledPixels(g, input("value"), recipe.preprocess),
        presence: input("presence"),
      };
    case "tokens":
      return {
        kind: "tokens",
        columns,
        ids: input("ids"),
        mask: input("mask"),
        presence: input("presence"),
        vocabulary: recipe.vocabulary,
      };
    case "table":
      return {
        kind: "table",
        columns,
        numbers: optional("numbers"),
        missing: optional("missing"),
        categories: optional("categories"),
        cardinalities: recipe.columns.flatMap((column) =>
          column.as === "category" ? [column.values.length + 1] : [],
        ),
        presence: input("presence"),
      };
    case "class-target": {
      const { labels, counts } = recipe;
      return {
        kind: "class-target",
        columns,
        labels,
        counts,
        ...(supervised ? { value: input("value") } : {}),
      };
    }
    case "number-target": {
      const { log, mean, scale } = recipe;
      const info = { names: columns, log, mean, scale };
      return { kind: "number-target", columns, info, ...(supervised ? { value: input("value") } : {}) };
    }
    case "pair-key":
      return { kind: "pair-key", columns, ...(supervised ? { value: input("value") } : {}) };
  }
}

interface EncodedVectors {
  readonly columns: readonly string[];
  readonly value: Value;
  readonly presence: Value;
}

function vectorFeed(
  g: GraphBuilder,
  vectors: EncodedVectors,
  statistics: FeatureStatistics | null,
): FittedFeed {
  const value = statistics === null ? vectors.value : standardised(g, vectors, statistics);
  return { kind: "vector", ...vectors, value };
}
