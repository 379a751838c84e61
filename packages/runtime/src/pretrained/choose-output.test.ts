import type { OnnxModel, OnnxNode } from "@fuseline/autograd/onnx";
import { describe, expect, test } from "vitest";
import { type ChooseOptions, chooseEmbedding, chooseFeatures } from "./choose-output.ts";

/** `"y = Gemm x w"`: output, operator, inputs. Names that begin with `w` are weights. */
function model(lines: readonly string[], outputs: readonly string[]): OnnxModel {
  const nodes: OnnxNode[] = lines.map((line) => {
    const [output = "", , type = "", ...inputs] = line.split(" ");
    return { name: output, type, domain: "", inputs, outputs: [output], attributes: new Map() };
  });
  const weights = new Set(nodes.flatMap(({ inputs }) => inputs.filter((name) => name.startsWith("w"))));
  const info = (name: string) => ({ name, elementType: 1, dims: null });
  return {
    irVersion: 8,
    producer: "test",
    opsets: [{ domain: "", version: 17 }],
    metadata: new Map(),
    graph: {
      name: "test",
      nodes,
      initializers: [...weights].map((name) => ({ name, elementType: 1, dims: [], data: new Uint8Array() })),
      inputs: [info("x")],
      outputs: outputs.map(info),
    },
  };
}
const image: ChooseOptions = { modality: "image", named: null, classifies: false, trustsPooler: true };
const text: ChooseOptions = { ...image, modality: "text", trustsPooler: false };

describe("one vector a cell", () => {
  const outputs = ["last_hidden_state", "pooler_output", "image_embeds", "other"];
  const all = model(
    outputs.map((name) => `${name} = Relu x`),
    outputs,
  );

  test("what the catalogue names comes first, then vectors, poolers, tokens", () => {
    expect(chooseEmbedding(all, { ...image, named: "other" })?.value).toBe("other");
    expect(chooseEmbedding(all, image)?.value).toBe("image_embeds");
    const without = (...names: string[]) =>
      model(
        [],
        outputs.filter((name) => !names.includes(name)),
      );
    expect(chooseEmbedding(without("image_embeds"), image)?.value).toBe("pooler_output");
    expect(chooseEmbedding(without("image_embeds", "pooler_output"), image)?.value).toBe("last_hidden_state");
  });

  test("BERT's pooler was made for another task; a text tower's is its vector", () => {
    const bert = model([], ["last_hidden_state", "pooler_output"]);
    expect(chooseEmbedding(bert, text)?.value).toBe("last_hidden_state");
    expect(chooseEmbedding(bert, { ...text, trustsPooler: true })?.value).toBe("pooler_output");
  });

  test("a classifier is cut before its last product: Gemm, MatMul + Add, or a 1 × 1 convolution", () => {
    const resnet = [
      "map = Conv x w1",
      "pool = GlobalAveragePool map",
      "flat = Flatten pool",
      "logits = Gemm flat w2 w3",
    ];
    expect(chooseEmbedding(model(resnet, ["logits"]), image)).toEqual({ value: "flat", isOutput: false });
    const matmul = ["h = Relu x", "m = MatMul h w1", "a = Add m w2", "scores = Softmax a"];
    expect(chooseEmbedding(model(matmul, ["scores"]), image)?.value).toBe("h");
    const mobilenet = [
      "map = Conv x w1",
      "pool = GlobalAveragePool map",
      "c = Conv pool w2",
      "f = Flatten c",
      "scores = Softmax f",
    ];
    expect(chooseEmbedding(model(mobilenet, ["scores"]), image)?.value).toBe("pool");
  });

  test("two heads on two tokens lead to the tokens (distilled DeiT)", () => {
    const deit = [
      "h = LayerNormalization x w1 w2",
      "a = Gather h wi",
      "b = Gather h wj",
      "l1 = Gemm a w3 w4",
      "l2 = Gemm b w5 w6",
      "sum = Add l1 l2",
      "logits = Div sum wtwo",
    ];
    expect(chooseEmbedding(model(deit, ["logits"]), image)).toEqual({ value: "h", isOutput: false });
  });

  test("an output of unknown name is a classifier only where the settings say so", () => {
    const unnamed = model(["h = Relu x", "y = Gemm h w1 w2"], ["y"]);
    expect(chooseEmbedding(unnamed, image)).toEqual({ value: "y", isOutput: true });
    expect(chooseEmbedding(unnamed, { ...image, classifies: true })?.value).toBe("h");
  });

  test("several unknown outputs, or a classifier that cannot be traced: nothing rather than a guess", () => {
    expect(chooseEmbedding(model([], ["p", "q"]), image)).toBeNull();
    expect(chooseEmbedding(model(["logits = Loop x"], ["logits"]), image)).toBeNull();
  });
});

describe("tokens or cells", () => {
  test("the file's own tokens, else what stands before the mean or the choice of a token", () => {
    const vit = model(
      ["last_hidden_state = Relu x", "p = Gather last_hidden_state wi"],
      ["last_hidden_state", "pooler_output"],
    );
    expect(chooseFeatures(vit, { value: "pooler_output", isOutput: true })?.value).toBe("last_hidden_state");
    const cnn = model(["map = Conv x w1", "pool = ReduceMean map waxes", "e = Flatten pool"], ["e"]);
    expect(chooseFeatures(cnn, { value: "e", isOutput: true })).toEqual({ value: "map", isOutput: false });
    const tokens = model(["h = Relu x", "t = Gather h wi", "e = LayerNormalization t w1 w2"], ["e"]);
    expect(chooseFeatures(tokens, { value: "e", isOutput: true })?.value).toBe("h");
  });

  test("where nothing was pooled, the value itself", () => {
    const plain = model(["a = Relu x", "e = Gemm a w1 w2"], ["e"]);
    expect(chooseFeatures(plain, { value: "e", isOutput: true })?.value).toBe("e");
  });
});
