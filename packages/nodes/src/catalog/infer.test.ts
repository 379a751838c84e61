import type { Inferred, Json, PortType } from "@fuseline/schema";
import {
  columnOf,
  embeddingOf,
  logitsOf,
  modelOf,
  numberOf,
  parseParams,
  sequenceOf,
} from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { columnPort } from "../prepare/choose-columns/definition.ts";
import { catalog } from "./catalog.ts";

type Wires = { readonly [port: string]: readonly PortType[] };

function contextFor(kind: string, params: { readonly [name: string]: Json }, wires: Wires) {
  const definition = catalog.get(kind);
  if (definition === undefined) throw new Error(kind);
  const ports = Object.keys(definition.inputs).map((port) => [port, wires[port] ?? []]);
  const { values } = parseParams(definition.params, params, "n");
  return { definition, context: { node: "n", params: values, inputs: Object.fromEntries(ports) } };
}

function infer(kind: string, params: { readonly [name: string]: Json }, wires: Wires): Inferred {
  const { definition, context } = contextFor(kind, params, wires);
  return definition.infer(context);
}

function sources(kind: string, params: { readonly [name: string]: Json }, wires: Wires) {
  const { definition, context } = contextFor(kind, params, wires);
  return definition.sources?.(context);
}

const place = { node: "c", rows: "c" };
const column = (name: string, modality: "image" | "text" | "number" | "category") =>
  columnOf({ name, modality, several: false }, place);
const dataset = (...names: string[]): PortType => ({
  kind: "dataset",
  rows: "d",
  columns: names.map((name) => ({ name, modality: name === "photo" ? "image" : "text", several: false })),
});
const codes = ({ issues }: Inferred) => issues.map(({ code, at }) => `${code} ${at.param ?? at.port}`);

describe("shapes", () => {
  it("are those of the parameters", () => {
    expect(
      infer("fuse-gated", { width: 64 }, { features: [embeddingOf("D", "c"), embeddingOf(8, "c")] }).outputs,
    ).toEqual({
      fused: embeddingOf(64, "c"),
    });
    expect(infer("project", { width: 64 }, { features: [sequenceOf(8, "c", 5)] }).outputs).toEqual({
      features: sequenceOf(64, "c", 5),
    });
    expect(infer("pool", {}, { features: [sequenceOf(8, "c", 5)] }).outputs).toEqual({
      embedding: embeddingOf(8, "c"),
    });
    expect(
      infer(
        "head-regress",
        {},
        { features: [embeddingOf(8, "c")], target: [column("a", "number"), column("b", "number")] },
      ).outputs,
    ).toMatchObject({ value: { dims: ["B", 2] } });
  });

  it("of photos follow patch and stride", () => {
    const photos = [column("photo", "image")];
    const length = (params: { [name: string]: Json }) => {
      const { features } = infer("encode-image-new", { size: 64, width: 32, ...params }, { photos }).outputs;
      return features !== undefined && "dims" in features ? features.dims[1] : undefined;
    };
    expect(length({ architecture: "vit", patch: 8 })).toBe(64);
    expect(length({ architecture: "resnet" })).toBe(256);
  });

  it("of hidden parts stay where they were", () => {
    const [one, three] = [embeddingOf(3, "c"), sequenceOf(4, "c", 2)];
    expect(infer("drop-parts", {}, { part1: [one], part3: [three] }).outputs).toEqual({
      part1: one,
      part3: three,
    });
  });
});

describe("columns", () => {
  const roles = {
    photo: { role: "input", modality: "image", several: false },
    price: { role: "target", modality: "number", several: false },
    note: { role: "unused", modality: "text", several: false },
  };

  it("get a wire each unless they are not used", () => {
    const { outputs } = infer("choose-columns", { roles }, { data: [dataset("photo", "price", "note")] });
    expect(Object.keys(outputs)).toEqual(["data", columnPort("photo"), columnPort("price")]);
    expect(outputs[columnPort("price")]).toEqual(
      columnOf({ name: "price", modality: "number", several: false }, { node: "n", rows: "n" }),
    );
  });

  it("that are gone are named beside those that are there", () => {
    const gone = infer("choose-columns", { roles }, { data: [dataset("photo", "cost")] });
    expect(gone.issues).toMatchObject([
      { code: "column-missing", facts: { column: "price", known: ["photo", "cost"] } },
    ]);
    expect(codes(infer("split-rows", { group: "shop", by: "photo" }, { data: [dataset("photo")] }))).toEqual([
      "column-missing group",
    ]);
    expect(codes(infer("join-files", { key: "sku" }, { table: [dataset("photo")] }))).toEqual([
      "column-missing key",
    ]);
    expect(infer("split-rows", { group: "shop" }, { data: [dataset()] }).issues).toEqual([]);
  });

  it("of photos are filled in place, another key brings a column of its own", () => {
    const names = (key: string | null, match = "auto") => {
      const { data } = infer("join-files", { key, match }, { table: [dataset("photo", "sku")] }).outputs;
      return data?.kind === "dataset"
        ? data.columns.map(({ name, several }) => `${name}${several ? "…" : ""}`)
        : [];
    };
    expect(names(null)).toEqual(["photo", "sku"]);
    expect(names("photo")).toEqual(["photo", "sku"]);
    expect(names("sku")).toEqual(["photo", "sku", "photo 2…"]);
    expect(names("sku", "exact")).toEqual(["photo", "sku", "photo 2"]);
  });

  it("answered by a model are added", () => {
    const answered = (task: string) => {
      const { data } = infer(
        "predict-rows",
        {},
        { model: [modelOf(task, "c")], data: [dataset("photo")] },
      ).outputs;
      return data?.kind === "dataset" ? data.columns.map(({ name, modality }) => `${name}: ${modality}`) : [];
    };
    expect(answered("classes")).toEqual(["photo: image", "answer: category", "answer_confidence: number"]);
    expect(answered("value")).toEqual(["photo: image", "answer: number"]);
  });

  it("carry their changes, for training only", () => {
    const { photos } = infer(
      "augment-image",
      { strength: "strong", flip: false },
      { photos: [column("photo", "image")] },
    ).outputs;
    expect(photos).toMatchObject({
      source: {
        column: "photo",
        transforms: [
          {
            kind: "augment-image",
            trainingOnly: true,
            node: "n",
            params: { crop: 0.8, rotate: 20, flip: false, colour: 0.4, erase: 0.25, copies: 4 },
          },
        ],
      },
    });
    expect(
      infer("augment-image", { strength: "off" }, { photos: [column("photo", "image")] }).outputs,
    ).toEqual({
      photos: column("photo", "image"),
    });
  });
});

describe("sources", () => {
  const model = { hub: "owner/name", revision: "main" };

  it("of ready models are named like the outputs they feed", () => {
    const specs = sources(
      "encode-image",
      { model, several: "list" },
      { photos: [column("a", "image"), column("b", "image")] },
    );
    expect(specs).toMatchObject({
      features: {
        output: "features",
        several: "list",
        size: null,
        columns: [{ column: "a" }, { column: "b" }],
      },
      embedding: { output: "embedding", model },
    });
    expect(
      sources("encode-text", { model, prefix: "query: " }, { text: [column("t", "text")] }),
    ).toMatchObject({
      embedding: { prefix: "query: ", pooling: "model", maxTokens: 128 },
    });
  });

  it("wait for a model and leave out optional ports", () => {
    expect(sources("encode-image", {}, { photos: [column("a", "image")] })).toEqual({});
    expect(sources("head-contrastive", {}, { a: [embeddingOf(3, "c")] })).toEqual({});
    expect(sources("head-contrastive", {}, { key: [column("sku", "category")] })).toMatchObject({
      key: { source: "pair-key" },
    });
  });
});

describe("issues", () => {
  it("say which number would fit", () => {
    expect(infer("encode-text-new", { width: 30, heads: 4 }, {}).issues).toMatchObject([
      { code: "heads-not-divisible", at: { param: "heads" }, facts: { nearest: 3 } },
    ]);
    expect(
      infer("fuse-cross-attention", { heads: 3 }, { queries: [sequenceOf(8, "c", 2)] }).issues,
    ).toMatchObject([{ code: "heads-not-divisible", facts: { width: 8, nearest: 2 } }]);
    const [patch] = infer("encode-image-new", { architecture: "vit", size: 64, patch: 7 }, {}).issues;
    expect(patch).toMatchObject({ code: "param-invalid", at: { param: "patch" } });
    expect(JSON.stringify(patch?.facts)).toContain("such as 8");
    expect(codes(infer("encode-onnx", { mean: [0.5], scale: [1, 0, 1] }, {}))).toEqual([
      "param-invalid mean",
      "param-invalid scale",
    ]);
  });

  it("keep votes comparable", () => {
    const votes = (params: { [name: string]: Json }, ...answers: PortType[]) =>
      codes(infer("fuse-late", params, { answers }));
    const logits = (labels: string) => logitsOf("classes", labels, { rows: "c" });
    expect(votes({}, logits("a"), logits("a"))).toEqual([]);
    expect(votes({}, logits("a"))).toEqual(["input-missing answers"]);
    expect(votes({}, logits("a"), logits("b"))).toEqual(["labels-differ answers"]);
    expect(votes({}, logits("a"), numberOf(1, "c"))).toEqual(["port-type-mismatch answers"]);
    expect(votes({}, numberOf(1, "c"), numberOf(2, "c"))).toEqual(["shape-mismatch answers"]);
    expect(votes({ how: "weighted", weights: [1] }, logits("a"), logits("a"))).toEqual([
      "param-invalid weights",
    ]);
    expect(votes({ how: "weighted", weights: [0, 0] }, logits("a"), logits("a"))).toEqual([
      "param-invalid weights",
    ]);
    expect(votes({ how: "weighted", weights: [3, 1] }, logits("a"), logits("a"))).toEqual([]);
  });

  it("name the answer a block cannot use", () => {
    const [problem] = infer("evaluate-classes", {}, { model: [modelOf("pairs", "c", "t")] }).issues;
    expect(problem).toMatchObject({ code: "port-type-mismatch", at: { port: "model" } });
    expect(codes(infer("build-index", {}, { model: [modelOf("classes", "c")] }))).toEqual([
      "port-type-mismatch model",
    ]);
    expect(codes(infer("measure-parts", {}, { model: [modelOf("value", "c")] }))).toEqual([]);
  });

  it("want two parts to join, and a pair where no answer is given", () => {
    const one = [embeddingOf(3, "c")];
    expect(codes(infer("fuse-concat", {}, { features: one }))).toEqual(["input-missing features"]);
    expect(codes(infer("train-baseline", {}, { features: one }))).toEqual(["input-missing features"]);
    expect(codes(infer("train-baseline", {}, { features: one, target: [column("a", "category")] }))).toEqual(
      [],
    );
  });
});

describe("what a trainer makes", () => {
  it("is a model of the loss's task, and a space of its own for pairs", () => {
    const model = (task: string) =>
      infer("train-model", {}, { loss: [{ kind: "loss", rows: "c", task }] }).outputs.model;
    expect(model("classes")).toEqual(modelOf("classes", "c"));
    expect(model("pairs")).toEqual(modelOf("pairs", "c", "n"));
    const index = infer("build-index", {}, { model: [modelOf("pairs", "c", "n")] }).outputs.index;
    expect(index).toEqual({ kind: "index", space: "n", words: true });
  });

  it("is searched by words alone only where the index has them", () => {
    const search = (mix: string, exact: boolean) =>
      codes(infer("retrieve", { mix }, { index: [{ kind: "index", space: "n", words: exact }] }));
    expect(search("words", true)).toEqual([]);
    expect(search("words", false)).toEqual(["param-invalid mix"]);
    expect(search("both", false)).toEqual([]);
  });
});
