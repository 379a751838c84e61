/** Documents in one line of test code: `draw({ a: "load", b: ["split", { test: 0.2 }] }, ["a.data > b.data"])`. */
import type { DocumentNode, PipelineDocument, Wire } from "../document/document.ts";
import type { Json } from "../json.ts";
import { testCatalog } from "./test-catalog.ts";

type Drawn = string | readonly [kind: string, params: { readonly [name: string]: Json }];

export function draw(
  nodes: { readonly [id: string]: Drawn },
  wires: readonly string[],
  more: Partial<PipelineDocument> = {},
): PipelineDocument {
  return {
    format: "fuseline/pipeline",
    version: 1,
    name: "drawn",
    seed: 7,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, drawn]) => [id, node(drawn)])),
    wires: Object.fromEntries(wires.map((text, order) => [`w${order}`, wire(text, order)])),
    ...more,
  };
}

function node(drawn: Drawn): DocumentNode {
  const [kind, params] = typeof drawn === "string" ? [drawn, {}] : drawn;
  return { kind, version: testCatalog.get(kind)?.version ?? 1, params, position: { x: 0, y: 0 } };
}

function wire(text: string, order: number): Wire {
  const [from = ".", to = "."] = text.split(" > ");
  return { from: endpoint(from), to: endpoint(to), order };
}

function endpoint(text: string): { node: string; port: string } {
  const [node = "", port = ""] = text.split(".");
  return { node, port };
}

/** Photo and text → category: the shape of template 1. */
export const sortProducts = draw(
  {
    load: "load",
    split: "split",
    choose: "choose",
    augment: "augment",
    image: "encode-image",
    imageSmall: "project",
    text: "encode-text",
    fuse: "fuse",
    head: "head-classify",
    loss: "loss-cross-entropy",
    train: "train-model",
    evaluate: "evaluate",
    publish: "publish",
  },
  [
    "load.data > split.data",
    "split.data > choose.data",
    "choose.photo > augment.column",
    "augment.column > image.column",
    "image.embedding > imageSmall.features",
    "choose.description > text.column",
    "imageSmall.features > fuse.features",
    "text.embedding > fuse.features",
    "fuse.fused > head.features",
    "choose.category > head.target",
    "head.logits > loss.logits",
    "loss.loss > train.loss",
    "train.model > evaluate.model",
    "train.model > publish.serve",
  ],
);
