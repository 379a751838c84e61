import { compileForward, GraphBuilder, gradients } from "@fuseline/autograd";
import { type ImportedGraph, type ImportSource, importGraph } from "@fuseline/autograd/onnx";
import { describe, expect, it } from "vitest";
import {
  feedsOf,
  fileOf,
  largestDifference,
  prepareFamily,
  RECORDED,
  type RecordedFamily,
  runFile,
  summarise,
  summaryError,
} from "./testing/recorded-families.ts";

const FAMILIES = Object.entries(RECORDED);
/** Weights that folding joins with others, so that the file holds nothing equal to them. */
const JOINED: { readonly [family: string]: readonly string[] } = {
  bert: ["embeddings.position_embeddings.weight"],
  minilm: ["embeddings.position_embeddings.weight"],
  "bert-dynamo": ["embeddings.position_embeddings.weight"],
  gpt2: ["wpe.weight"],
  "clip-text": ["text_model.embeddings.position_embedding.weight"],
  clap: ["0.blocks.0", "0.blocks.1", "1.blocks.0", "1.blocks.1"].map(
    (block) => `audio_model.audio_encoder.layers.${block}.attention.self.relative_position_bias_table`,
  ),
  siglip: ["head.probe", "head.attention.in_proj_weight", "head.attention.in_proj_bias"],
};

/** What the imported graph gives for any batch, its weights fixed. */
function servingFile(source: ImportSource): Uint8Array {
  const builder = new GraphBuilder({ training: false });
  const outputs = Object.fromEntries(importGraph({ builder, source }).outputs);
  return compileForward({ builder, outputs, values: new Map() });
}

interface Gradients {
  /** By the parameter's or input's name. */
  readonly gradients: { readonly [name: string]: Float32Array };
  readonly parameters: ReadonlyMap<string, Float32Array>;
}

/** Of L = Σ output · cos(0.9 i + 0.1), for every weight and every input of real numbers. */
async function gradientsOf(source: ImportSource, recorded: RecordedFamily): Promise<Gradients> {
  const g = new GraphBuilder({ training: true });
  const inputs = Object.fromEntries(
    Object.entries(recorded.inputs).map(([name, { dtype, dims }]) => [name, g.input(name, dtype, dims)]),
  );
  const graph: ImportedGraph = importGraph({
    builder: g,
    source,
    inputs,
    parameter: () => ({ trainable: true }),
  });
  const output = graph.outputs.get("output");
  if (output === undefined) throw new Error("The graph has no output.");
  const size = output.dims.reduce<number>((product, dim) => product * Number(dim), 1);
  const projection = Float32Array.from({ length: size }, (_, i) => Math.cos(0.9 * i + 0.1));
  const loss = g.reduceSum(g.mul(output, g.constant(projection, output.dims.map(Number))));
  const floats = Object.values(inputs).filter(({ dtype }) => dtype === "float32");
  const wrt = [...graph.parameters.map(({ value }) => value), ...floats];
  const slopes = gradients(loss, wrt);
  const outputs = Object.fromEntries(slopes.map((slope, i) => [`d ${wrt[i]?.name}`, slope]));
  const values = new Map(
    g.parameters.flatMap(({ name, init }) => (init.kind === "values" ? [[name, init.data] as const] : [])),
  );
  const found = await runFile(compileForward({ builder: g, outputs, values }), feedsOf(recorded, 2));
  const named = Object.entries(found).map(([name, data]) => [name.slice(2), data] as const);
  return { gradients: Object.fromEntries(named), parameters: values };
}

describe.each(FAMILIES)("%s, exported from PyTorch", (name, recorded) => {
  it("computes what the file computes, for any batch", async () => {
    const source = await prepareFamily(name, recorded);
    const imported = servingFile(source);
    for (const batch of [2, 5]) {
      const feeds = feedsOf(recorded, batch);
      const [found, wanted] = [await runFile(imported, feeds), await runFile(fileOf(name), feeds)];
      expect(
        largestDifference(found.output ?? new Float32Array(), wanted.output ?? new Float32Array(1)),
      ).toBeLessThan(1e-5);
      if (batch === 2)
        expect(
          summaryError(summarise(found.output ?? new Float32Array()), recorded.output.values),
        ).toBeLessThan(1e-4);
    }
  });

  it("has PyTorch's gradients", async () => {
    const source = await prepareFamily(name, recorded);
    const { gradients: found, parameters } = await gradientsOf(source, recorded);
    for (const [input, wanted] of Object.entries(recorded.inputGradients))
      expect(summaryError(summarise(found[input] ?? new Float32Array()), wanted)).toBeLessThan(1e-4);
    const missing: string[] = [];
    for (const [weight, { values, gradient, turned }] of Object.entries(recorded.weights)) {
      const forms = [{ values, gradient }, ...(turned === undefined ? [] : [turned])];
      const pairs = forms.flatMap((form) =>
        [...parameters]
          .filter(([, data]) => summaryError(summarise(data), form.values) < 1e-5)
          .map(([parameter]) => ({ parameter, wanted: form.gradient })),
      );
      const [pair] = pairs;
      if (pair === undefined) missing.push(weight);
      else {
        const error = summaryError(summarise(found[pair.parameter] ?? new Float32Array()), pair.wanted);
        expect.soft(error, weight).toBeLessThan(1e-4);
      }
    }
    expect(missing).toEqual(JOINED[name] ?? []);
  });
});
