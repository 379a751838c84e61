/** A real pipeline for tests: emoji by picture and name → group, drawn by hand so that templates may change. */
import { catalog } from "@fuseline/nodes";
import {
  applyOperation,
  emptyDocument,
  type Json,
  type Operation,
  type PipelineDocument,
} from "@fuseline/schema";
import { newNode } from "../edit/insert-node.ts";

type Params = { readonly [name: string]: Json };

const ROLES: Params = {
  picture: { role: "input", modality: "image", several: false },
  name_en: { role: "input", modality: "text", several: false },
  group: { role: "target", modality: "category", several: false },
};

/** Nodes are named by their kinds. */
const NODES: readonly (readonly [string, Params])[] = [
  ["load-sample", {}],
  ["choose-columns", { roles: ROLES }],
  ["encode-image", { model: { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" } }],
  ["encode-text", { model: { hub: "fuseline/use-lite-en", revision: "main" } }],
  ["drop-parts", {}],
  ["fuse-gated", {}],
  ["head-classify", {}],
  ["loss-cross-entropy", {}],
  ["train-model", {}],
];

const WIRES: readonly string[] = [
  "load-sample.data > choose-columns.data",
  "choose-columns.column:picture > encode-image.photos",
  "choose-columns.column:name_en > encode-text.text",
  "encode-image.embedding > drop-parts.part1",
  "encode-text.embedding > drop-parts.part2",
  "drop-parts.part1 > fuse-gated.features",
  "drop-parts.part2 > fuse-gated.features",
  "fuse-gated.fused > head-classify.features",
  "choose-columns.column:group > head-classify.target",
  "head-classify.logits > loss-cross-entropy.logits",
  "loss-cross-entropy.loss > train-model.loss",
];

export function emojiPipeline(): PipelineDocument {
  const operations = [
    ...NODES.map(([kind, params], place): Operation => {
      const definition = catalog.get(kind);
      if (definition === undefined) throw new Error(`no node kind ${kind}`);
      return { op: "add-node", id: kind, node: newNode(definition, { x: place * 220, y: 0 }, params) };
    }),
    ...WIRES.map((arrow, order): Operation => {
      const [from, to] = arrow.split(" > ").map(endpoint);
      if (from === undefined || to === undefined) throw new Error(arrow);
      return { op: "add-wire", id: `w${order + 1}`, wire: { from, to, order } };
    }),
  ];
  return after(emptyDocument("Emoji", 7), { op: "batch", operations });
}

function endpoint(text: string) {
  const dot = text.indexOf(".");
  return { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

export function after(document: PipelineDocument, operation: Operation): PipelineDocument {
  const applied = applyOperation(document, operation);
  if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
  return applied.value.document;
}

/** Ids by counting, so that tests can name them. */
export function countingIds(): (prefix: string) => string {
  let made = 0;
  return (prefix) => {
    made += 1;
    return `${prefix}-new${made}`;
  };
}

export function arrows(document: PipelineDocument, node: string): readonly string[] {
  return Object.values(document.wires)
    .filter(({ from, to }) => from.node === node || to.node === node)
    .map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)
    .sort();
}
