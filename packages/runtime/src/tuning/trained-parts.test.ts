/** Parts of encoders trained beside PyTorch (fixtures/record.py): adapters, the last block, the head, everything. */
import { readFileSync } from "node:fs";
import {
  compileForward,
  compileTrainStep,
  GraphBuilder,
  gradients,
  initialise,
  type Value,
} from "@fuseline/autograd";
import type { ImportSource } from "@fuseline/autograd/onnx";
import type { TunedPart } from "@fuseline/schema";
import { StepRunner } from "@fuseline/training";
import { Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { TuneOptions } from "../graph/graph-feed.ts";
import {
  feedsOf,
  prepareFamily,
  RECORDED,
  runFile,
  summarise,
  summaryError,
} from "../import/testing/recorded-families.ts";
import type { EncoderRecipe, TunedRecipe } from "../recipe.ts";
import { trainingRuntime } from "../session/training-runtime.ts";
import { trainedWeights } from "./trained-weights.ts";
import { tunedFeed } from "./tuned-feed.ts";
import type { TunedInputs } from "./tuned-inputs.ts";

const BATCH = 2;
const summary = z.tuple([z.number(), z.number()]);
const moved = z.object({
  before: z.array(z.number()),
  gradient: z.array(z.number()),
  after: z.array(z.number()),
});
const form = z.object({ values: summary, gradient: summary, change: summary });
const recorded = z
  .object({
    settings: z.record(z.string(), z.number()),
    adapters: z.record(
      z.string(),
      z.object({
        losses: z.array(z.number()),
        adapters: z.record(z.string(), z.object({ base: summary, turned: summary, down: moved, up: moved })),
      }),
    ),
    parts: z.record(
      z.string(),
      z.object({
        family: z.string(),
        losses: z.array(z.number()),
        weights: z.record(z.string(), z.array(form)),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL("fixtures/trained-parts.json", import.meta.url), "utf8")));
const { rate = 0, weightDecay = 0, rank = 0, alpha = 0, rateScale = 1, layerDecay = 1 } = recorded.settings;

type Numbers = { [name: string]: Float32Array };

const PLAIN: TuneOptions = { lora: null, rateScale: 1, layerDecay: 1, stochasticDepth: 0 };

/** What is read of an encoder that gives tokens, patches or a vector. */
function recipeOf(family: string): TunedRecipe {
  const file = { model: "", output: "output", width: 16 };
  const column = { column: "x", several: false };
  const text = {
    recipe: "text-model",
    column,
    ref: null,
    file: { ...file, input: "input_ids" },
    tokenizer: "",
    tokenizerConfig: null,
    inputs: { ids: "input_ids", mask: "attention_mask", types: "token_type_ids" },
    pooling: "mean",
    normalise: false,
    prefix: "",
    maxTokens: 6,
    length: 1,
  } as const;
  const image = {
    recipe: "image-model",
    columns: [column],
    ref: null,
    file: { ...file, input: "pixel_values" },
    preprocess: {
      size: 8,
      shortSide: null,
      resample: "bilinear",
      channels: "rgb",
      rescale: 1,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    },
    pooling: family === "vit" ? "mean-tokens" : "none",
    several: "mean",
    length: 1,
  } as const;
  const encoder: EncoderRecipe = family === "bert" ? text : image;
  return {
    recipe: "tuned-model",
    encoder,
    prefix: null,
    learned: { model: "", weights: "" },
    length: 6,
    statistics: null,
    augment: null,
  };
}

interface Training {
  readonly g: GraphBuilder;
  readonly vectors: Value;
  readonly loss: Value;
  readonly feeds: { readonly [name: string]: Tensor };
}

/** The encoder as the trainer builds it, and the recorded loss on its vectors. */
function trainingOf(
  family: string,
  source: ImportSource,
  { trained, options }: { readonly trained: TunedPart; readonly options: TuneOptions },
): Training {
  const record = RECORDED[family];
  if (record === undefined) throw new Error(`nothing is recorded of ${family}`);
  const g = new GraphBuilder({ training: true });
  const given = feedsOf(record, BATCH);
  const input = (name: string, dtype: "float32" | "int64"): Value | null =>
    given[name] === undefined ? null : g.input(name, dtype, given[name].dims);
  const inputs: TunedInputs = {
    value: input("pixel_values", "float32"),
    ids: input("input_ids", "int64"),
    mask: input("attention_mask", "float32"),
    presence: g.constant([1, 1]),
  };
  const feed = tunedFeed({
    recipe: recipeOf(family),
    learned: { source, trainable: trainedWeights(source, trained) },
    inputs,
    mode: { mode: "learn" },
  });
  const { value: vectors } = feed.build(g, options);
  const cosines = Array.from({ length: BATCH * vectors.size(1) }, (_, i) => Math.cos(0.9 * i + 0.1));
  const weighted = g.mul(vectors, g.constant(cosines, vectors.dims.map(Number)));
  const mask = given.attention_mask;
  const float =
    mask && new Tensor("float32", Float32Array.from(mask.data as BigInt64Array, Number), mask.dims);
  return {
    g,
    vectors,
    loss: g.mul(g.reduceSum(weighted), 1 / BATCH),
    feeds: { ...given, ...(float === undefined ? {} : { attention_mask: float }) },
  };
}

/** The losses of three steps, with the gradients before them and the numbers after. */
async function train(training: Training, first: (initial: Numbers) => Numbers) {
  const { g, loss, feeds } = training;
  const learnt = g.parameters.filter(({ trainable }) => trainable);
  const slopes = gradients(
    loss,
    learnt.map(({ value }) => value),
  );
  const before = first(Object.fromEntries(initialise(learnt, "seed")));
  const values = new Map(
    g.parameters.map(({ name, init }) => {
      const data = before[name] ?? (init.kind === "values" ? init.data : undefined);
      if (data === undefined) throw new Error(`${name} has no numbers`);
      return [name, data] as const;
    }),
  );
  const named = Object.fromEntries(slopes.map((slope, at) => [learnt[at]?.name ?? "", slope]));
  const found = await runFile(
    compileForward({
      builder: g,
      outputs: Object.fromEntries(Object.entries(named).map(([name, slope]) => [`${name}/slope`, slope])),
      values,
    }),
    feeds,
  );
  const step = compileTrainStep({ builder: g, loss, optimiser: { kind: "adamw", weightDecay }, clip: 0 });
  const runner = await StepRunner.open({ step, runtime: await trainingRuntime("cpu"), seed: "seed" });
  runner.load({ ...(await runner.everything()), ...before });
  const fed = Object.fromEntries(
    Object.entries(feeds).map(([name, { data }]) => [name, data as Float32Array]),
  );
  const numbered = [1, 2, 3].map((number) => ({
    ...fed,
    [step.rateInput]: Float32Array.of(rate),
    [step.stepInput]: Float32Array.of(number),
  }));
  const losses = await runner.run(numbered);
  const after = await runner.everything();
  await runner.close();
  const slopeOf = (name: string): Float32Array => found[`${name}/slope`] ?? new Float32Array();
  return { losses, before, after, slopeOf };
}

function expectLosses(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [at, loss] of found.entries())
    expect(Math.abs(loss - (wanted[at] ?? Number.NaN))).toBeLessThan(1e-4);
}

function furthest(found: Float32Array | undefined, wanted: readonly number[]): number {
  expect(found?.length).toBe(wanted.length);
  return Math.max(...wanted.map((number, at) => Math.abs(number - (found?.[at] ?? Number.NaN))));
}

describe("adapters, beside PyTorch", () => {
  it.each(Object.entries(recorded.adapters))("%s", async (family, wanted) => {
    const source = await prepareFamily(family, RECORDED[family] as never);
    const lora = { rank, alpha, targets: "attention" } as const;
    const training = trainingOf(family, source, { trained: { part: "all" }, options: { ...PLAIN, lora } });
    const bases = new Map(
      training.g.parameters.flatMap(({ name, init }) =>
        init.kind === "values" ? [[name, summarise(init.data)] as const] : [],
      ),
    );
    const pairs = Object.values(wanted.adapters).map(({ base, turned, ...pair }) => {
      const [name] =
        [...bases].find(([, one]) => Math.min(summaryError(one, base), summaryError(one, turned)) < 1e-5) ??
        [];
      const down = training.g.parameters.find((parameter) => parameter.name.endsWith(`${name}/lora/down`));
      return { name: down?.name.replace(/\/down$/, "") ?? "", ...pair };
    });
    const { losses, after, slopeOf } = await train(training, (initial) => {
      expect(Object.keys(initial).sort()).toEqual(
        pairs.flatMap(({ name }) => [`${name}/down`, `${name}/up`]).sort(),
      );
      return Object.fromEntries(
        pairs.flatMap(({ name, down, up }) => [
          [`${name}/down`, Float32Array.from(down.before)],
          [`${name}/up`, Float32Array.from(up.before)],
        ]),
      );
    });
    expectLosses(losses, wanted.losses);
    for (const { name, ...pair } of pairs)
      for (const [key, numbers] of Object.entries(pair)) {
        expect(furthest(slopeOf(`${name}/${key}`), numbers.gradient), `${name}/${key}`).toBeLessThan(1e-4);
        expect(furthest(after[`${name}/${key}`], numbers.after), `${name}/${key}`).toBeLessThan(1e-4);
      }
  });
});

/** A gradient below this is rounding (a key's bias changes nothing), of which Adam makes steps of full length. */
const ROUNDING = 1e-4;
const PARTS: { readonly [kind: string]: TunedPart } = {
  "last-block": { part: "blocks", blocks: 1 },
  head: { part: "head" },
  full: { part: "all" },
};

describe("parts with rates by depth and decay by group, beside PyTorch", () => {
  it.each(Object.entries(recorded.parts))("%s", async (kind, { family, losses: wanted, weights }) => {
    const source = await prepareFamily(family, RECORDED[family] as never);
    const training = trainingOf(family, source, {
      trained: PARTS[kind] ?? { part: "head" },
      options: { ...PLAIN, rateScale, layerDecay },
    });
    const { losses, before, after, slopeOf } = await train(training, (initial) => initial);
    expectLosses(losses, wanted);
    const missing = Object.entries(weights).filter(([weight, forms]) => {
      const [name, form] = forms.flatMap((one) =>
        Object.keys(before).flatMap((candidate) =>
          summaryError(summarise(before[candidate] ?? new Float32Array()), one.values) < 1e-5
            ? [[candidate, one] as const]
            : [],
        ),
      )[0] ?? [null, null];
      if (name === null) return true;
      expect.soft(summaryError(summarise(slopeOf(name)), form.gradient), weight).toBeLessThan(1e-4);
      const change = (after[name] ?? new Float32Array()).map(
        (number, at) => number - (before[name]?.[at] ?? 0),
      );
      if (form.gradient[0] > ROUNDING)
        expect.soft(summaryError(summarise(change), form.change), weight).toBeLessThan(1e-3);
      return false;
    });
    expect(missing).toEqual([]);
    expect(Object.keys(before)).toHaveLength(Object.keys(weights).length);
  });
});
