import { gradients, type Value } from "@fuseline/autograd";
import { evaluate } from "@fuseline/autograd/testing";
import { describe, expect, it } from "vitest";
import { ArchitectureRefused, openEncoder } from "../src/index.ts";
import { build, expectClose, recorded } from "./checkpoints.ts";

/** Keys' biases shift all scores alike, so their gradients are rounding noise around 0. */
const LEAST_GRADIENT = 0.05;
const CASES: readonly { folder: string; modality: "text" | "image"; prefix?: string }[] = [
  { folder: "bert", modality: "text" },
  { folder: "vit-pooler", modality: "image" },
  { folder: "vit-classifier", modality: "image" },
  { folder: "dinov2", modality: "image" },
  { folder: "clip", modality: "text", prefix: "text" },
  { folder: "clip", modality: "image", prefix: "image" },
  { folder: "resnet-basic", modality: "image" },
  { folder: "resnet-bottleneck", modality: "image" },
  { folder: "convnext", modality: "image" },
  { folder: "mobilevit", modality: "image" },
];
const nameOf = (prefix: string | undefined, output: string): string =>
  prefix === undefined ? output : `${prefix}${output[0]?.toUpperCase()}${output.slice(1)}`;

describe("encoders from safetensors", () => {
  it.each(CASES)("$folder, $modality: values and every gradient as PyTorch's", async (one) => {
    const recording = await recorded(one.folder);
    const { g, encoder, outputs, feeds, weights } = await build(recording, { ...one, training: true });
    const names = { tokens: nameOf(one.prefix, "tokens"), pooled: nameOf(one.prefix, "pooled") };
    const parts = await Promise.all(
      (["tokens", "pooled"] as const).map(async (key) => {
        const { dims, data } = await recording.vector(`projection/${names[key]}`);
        return g.reduceSum(g.mul(outputs[key], g.constant(data, dims)));
      }),
    );
    const loss = parts.reduce((a, b) => g.add(a, b));
    const trained = g.parameters.filter(({ trainable }) => trainable);
    const slopes = gradients(
      loss,
      trained.map(({ value }) => value),
    );
    const bySlope = Object.fromEntries(
      trained.map(({ name }, index) => [`slope/${name}`, slopes[index] as Value]),
    );
    const results = await evaluate(g, {
      outputs: { tokens: outputs.tokens, pooled: outputs.pooled, ...bySlope },
      feeds,
      values: weights,
    });
    for (const key of ["tokens", "pooled"] as const)
      expectClose(key, results[key]?.data, { wanted: (await recording.vector(`output/${names[key]}`)).data });
    expect(outputs.pooled.size(1)).toBe(encoder.width);
    for (const { name } of trained) {
      const stored = encoder.stored.find((parameter) => parameter.name === name)?.stored ?? "";
      expectClose(`gradient of ${name}`, results[`slope/${name}`]?.data, {
        wanted: (await recording.vector(`gradient/${stored}`)).data,
        least: LEAST_GRADIENT,
      });
    }
  });

  it.each(CASES)("$folder, $modality: serves with an open batch and length", async (one) => {
    const recording = await recorded(one.folder);
    const { g, outputs, feeds, weights } = await build(recording, { ...one, training: false });
    const results = await evaluate(g, {
      outputs: { tokens: outputs.tokens, pooled: outputs.pooled },
      feeds,
      values: weights,
    });
    for (const key of ["tokens", "pooled"] as const)
      expectClose(key, results[key]?.data, {
        wanted: (await recording.vector(`output/${nameOf(one.prefix, key)}`)).data,
      });
  });
});

describe("an encoder from safetensors", () => {
  it("sees pictures of another size", async () => {
    const recording = await recorded("vit-classifier");
    const { g, outputs, feeds, weights } = await build(recording, {
      modality: "image",
      training: false,
      pixels: "larger",
    });
    const { tokens } = await evaluate(g, { outputs: { tokens: outputs.tokens }, feeds, values: weights });
    expectClose("tokens", tokens?.data, { wanted: (await recording.vector("output/againLarger")).data });
  });

  it("takes the first token where its pooling says so", async () => {
    const recording = await recorded("bert");
    const { g, outputs, feeds, weights } = await build(recording, {
      modality: "text",
      training: true,
      options: { pooling: "first" },
    });
    const { pooled } = await evaluate(g, { outputs: { pooled: outputs.pooled }, feeds, values: weights });
    expectClose("pooled", pooled?.data, { wanted: (await recording.vector("output/againFirst")).data });
  });

  it("finds the end of the text as old configs of CLIP mean it", async () => {
    const recording = await recorded("clip");
    const config = recording.config as { text_config: object };
    const old = {
      ...recording,
      config: { ...config, text_config: { ...config.text_config, eos_token_id: 2 } },
    };
    const { g, outputs, feeds, weights } = await build(old, { modality: "text", training: false });
    const { pooled } = await evaluate(g, { outputs: { pooled: outputs.pooled }, feeds, values: weights });
    expectClose("pooled", pooled?.data, { wanted: (await recording.vector("output/textPooled")).data });
  });

  it("says which block every parameter is in", async () => {
    const blocksOf = async (folder: string, modality: "text" | "image") => {
      const encoder =
        modality === "text"
          ? openEncoder(await recorded(folder), "text")
          : openEncoder(await recorded(folder), "image");
      const named = encoder.stored.map(
        ({ name, block }) => `${block}: ${name.split(".").slice(0, 5).join(".")}`,
      );
      return { blocks: encoder.blocks, named: [...new Set(named)] };
    };
    const bert = await blocksOf("bert", "text");
    expect(bert.blocks).toBe(2);
    expect(bert.named).toContain("stem: embeddings.word_embeddings.weight");
    expect(bert.named).toContain("1: encoder.layer.1.attention.self");
    const convnext = await blocksOf("convnext", "image");
    expect(convnext.blocks).toBe(3);
    expect(convnext.named).toContain("1: encoder.stages.1.downsampling_layer.0");
    expect(convnext.named).toContain("2: encoder.stages.1.layers.1");
    expect(convnext.named).toContain("head: layernorm.weight");
    expect((await blocksOf("resnet-basic", "image")).named).toContain("4: encoder.stages.2.layers.1");
    expect((await blocksOf("mobilevit", "image")).named).toContain("3: encoder.layer.3.transformer.layer");
  });

  it("learns only what it is told to, and lets dense layers be adapted", async () => {
    const recording = await recorded("bert");
    const adapted: string[] = [];
    const { g } = await build(recording, {
      modality: "text",
      training: true,
      options: {
        parameter: ({ block }) => ({ trainable: block === 1 }),
        adapt: (graph, { name, block, y }) => {
          if (!name.endsWith("query")) return y;
          adapted.push(`${block} ${name}`);
          return graph.mul(y, 1);
        },
      },
    });
    const trainable = g.parameters.filter((one) => one.trainable).map(({ name }) => name);
    expect(trainable).toHaveLength(16);
    expect(trainable.every((name) => name.startsWith("encoder.layer.1."))).toBe(true);
    expect(adapted).toEqual([
      "0 encoder.layer.0.attention.self.query",
      "1 encoder.layer.1.attention.self.query",
    ]);
  });

  it("drops numbers and rows while learning only", async () => {
    const recording = await recorded("bert");
    const options = { dropout: 0.1, stochasticDepth: 0.5 };
    const { g } = await build(recording, { modality: "text", training: true, options });
    // Two parts in each of two blocks.
    expect(g.randoms.filter(({ name }) => name.includes("stochasticDepth")).map((one) => one.dims)).toEqual(
      new Array(4).fill([3, 1, 1]),
    );
    expect(g.randoms.map((one) => (one.kind === "mask" ? one.keep : 0))).toEqual([
      0.9, 0.75, 0.9, 0.75, 0.9, 0.5, 0.9, 0.5,
    ]);
    const serving = await build(recording, { modality: "text", training: false, options });
    expect(serving.g.randoms).toEqual([]);
  });

  it("moves statistics of batch normalisation only when asked", async () => {
    const recording = await recorded("resnet-basic");
    const frozen = await build(recording, { modality: "image", training: true });
    expect(frozen.g.assignments.size).toBe(0);
    const moving = await build(recording, {
      modality: "image",
      training: true,
      options: { batchNorm: "batch" },
    });
    expect(moving.g.assignments.size).toBe(
      2 * frozen.encoder.stored.filter(({ name }) => name.endsWith("running_mean")).length,
    );
  });

  it("reads names as models with a head and as TensorFlow left them", async () => {
    const { config, tensors } = await recorded("bert");
    const renamed = new Map(
      [...tensors].map(([name, dims]) => {
        const greek = name
          .replace(/(LayerNorm)\.weight$/, "$1.gamma")
          .replace(/(LayerNorm)\.bias$/, "$1.beta");
        return [`bert.${greek}`, dims] as const;
      }),
    );
    const names = new Map(
      openEncoder({ config, tensors: renamed }, "text").stored.map((one) => [one.name, one.stored]),
    );
    expect(names.get("embeddings.LayerNorm.weight")).toBe("bert.embeddings.LayerNorm.gamma");
    expect(names.get("encoder.layer.0.output.dense.bias")).toBe("bert.encoder.layer.0.output.dense.bias");
  });
});

describe("what cannot be built", () => {
  const refusal = async (change: object, modality: "text" | "image" = "text", without?: string) => {
    const { config, tensors } = await recorded("bert");
    const left = new Map([...tensors].filter(([name]) => name !== without));
    const checkpoint = { config: { ...(config as object), ...change }, tensors: left };
    try {
      modality === "text" ? openEncoder(checkpoint, "text") : openEncoder(checkpoint, "image");
    } catch (error) {
      if (error instanceof ArchitectureRefused) return { ...error.refusal, words: error.message };
      throw error;
    }
    throw new Error("it was built");
  };

  it("is refused by the name of its architecture, with what there is instead", async () => {
    expect(await refusal({ model_type: "mamba" })).toMatchObject({
      modelType: "mamba",
      supported: ["bert", "clip", "clip_text_model"],
    });
    expect(await refusal({ model_type: undefined })).toMatchObject({ modelType: "none" });
    expect(await refusal({}, "image")).toMatchObject({
      words:
        "bert is not built from weights; vit, clip, clip_vision_model, dinov2, resnet, convnext, mobilevit are.",
    });
  });

  it("is refused by the setting that is not carried out", async () => {
    expect(await refusal({ position_embedding_type: "relative_key" })).toEqual({
      why: "setting",
      setting: "position_embedding_type",
      value: '"relative_key"',
      words: 'The setting position_embedding_type = "relative_key" is not supported.',
    });
    expect(await refusal({ hidden_act: "snake" })).toMatchObject({ setting: "hidden_act", value: '"snake"' });
    expect(await refusal({ num_hidden_layers: -1 })).toMatchObject({ setting: "num_hidden_layers" });
    expect(await refusal({ layer_norm_eps: "small" })).toMatchObject({ setting: "layer_norm_eps" });
  });

  it("is refused by the tensor that is missing or has other dimensions", async () => {
    const lost = "encoder.layer.1.output.dense.bias";
    expect(await refusal({}, "text", lost)).toMatchObject({ words: `there is no tensor ${lost}.` });
    expect(await refusal({ vocab_size: 50 })).toMatchObject({
      words: "embeddings.word_embeddings.weight is [40, 24], config.json asks for [50, 24].",
    });
  });
});
