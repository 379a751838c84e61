/** A handful of kinds that stand for the real catalogue in this package's own tests. */
import { choice, column, columns, file, integer, number, text, toggle } from "../declare-fields.ts";
import type { Catalog, NodeDefinition, ResolveContext, SourceSpec } from "../definition.ts";
import { only, sameWidth } from "../infer-checks.ts";
import {
  columnOf,
  datasetOf,
  embeddingOf,
  isColumn,
  logitsOf,
  lossOf,
  modelOf,
  rowsOf,
  sequenceOf,
  widthOf,
} from "../port-types.ts";
import type { ColumnSchema, ColumnSource, PortType } from "../ports.ts";

const words = (value: string) => ({ en: value, ru: value });
const label = words("Label");
const help = words("Help");
const base = { version: 1, summary: help, icon: "box", draws: false, migrations: [] } as const;

const COLUMNS: readonly ColumnSchema[] = [
  { name: "photo", modality: "image", several: false },
  { name: "description", modality: "text", several: false },
  { name: "price", modality: "number", several: false },
  { name: "category", modality: "category", several: false },
];

const columnSource = (context: ResolveContext, port: string): ColumnSource => {
  const type = only(context, port);
  if (!isColumn(type)) throw new Error(`no column on ${port}`);
  return type.source;
};

const ready = (context: ResolveContext, port: string, spec: () => { [name: string]: SourceSpec }) =>
  only(context, port) === undefined ? {} : spec();

const load: NodeDefinition = {
  ...base,
  kind: "load",
  version: 2,
  group: "data",
  stage: "step",
  title: words("Load"),
  params: {
    file: file({ label, help, accept: [".csv"] }),
    header: integer({ label, help, min: 0, max: 20, default: 0 }),
    note: text({ label, help, cosmetic: true }),
  },
  inputs: {},
  outputs: { data: { label, kind: "dataset" } },
  infer: ({ node }) => ({ outputs: { data: datasetOf(COLUMNS, node) }, issues: [] }),
  migrations: [{ from: 1, migrate: ({ headerRow, ...rest }) => ({ ...rest, header: headerRow ?? 0 }) }],
};

const split: NodeDefinition = {
  ...base,
  kind: "split",
  group: "prepare",
  stage: "step",
  title: words("Split"),
  draws: true,
  params: {
    test: number({ label, help, min: 0.05, max: 0.5, default: 0.15 }),
    method: choice({
      label,
      help,
      options: [
        { value: "random", label },
        { value: "grouped", label },
      ],
      default: "random",
    }),
    group: column({ label, help, when: { param: "method", is: ["grouped"] } }),
  },
  inputs: { data: { label, accept: { kinds: ["dataset"] } } },
  outputs: { data: { label, kind: "dataset" } },
  infer: ({ node }) => ({ outputs: { data: datasetOf(COLUMNS, node) }, issues: [] }),
};

const choose: NodeDefinition = {
  ...base,
  kind: "choose",
  group: "prepare",
  stage: "step",
  title: words("Choose"),
  params: { columns: columns({ label, help, default: COLUMNS.map(({ name }) => name) }) },
  inputs: { data: { label, accept: { kinds: ["dataset"] } } },
  outputs: { data: { label, kind: "dataset" } },
  dynamicOutputs: (params) =>
    Object.fromEntries(chosen(params.columns).map(({ name }) => [name, { label, kind: "column" as const }])),
  infer: ({ node, params }) => ({
    outputs: {
      data: datasetOf(COLUMNS, node),
      ...Object.fromEntries(
        chosen(params.columns).map((schema) => [schema.name, columnOf(schema, { node, rows: node })]),
      ),
    },
    issues: [],
  }),
};

const chosen = (names: unknown): readonly ColumnSchema[] =>
  COLUMNS.filter(({ name }) => Array.isArray(names) && names.includes(name));

const augment: NodeDefinition = {
  ...base,
  kind: "augment",
  group: "prepare",
  stage: "recipe",
  title: words("Augment"),
  params: { flip: toggle({ label, help, default: true }) },
  inputs: { column: { label, accept: { kinds: ["column"], modalities: ["image"] } } },
  outputs: { column: { label, kind: "column" } },
  infer: (context) => {
    const type = only(context, "column");
    if (!isColumn(type)) return { outputs: {}, issues: [] };
    const transform = { kind: "augment", params: context.params, trainingOnly: true, node: context.node };
    const source = { ...type.source, transforms: [...type.source.transforms, transform] };
    const outputs: { [port: string]: PortType } = { column: { ...type, source } };
    return { outputs, issues: [] };
  },
};

const encodeImage: NodeDefinition = {
  ...base,
  kind: "encode-image",
  group: "encoder",
  stage: "graph",
  title: words("Image encoder"),
  params: { size: integer({ label, help, min: 8, max: 512, default: 64 }) },
  inputs: { column: { label, accept: { kinds: ["column"], modalities: ["image"] } } },
  outputs: { features: { label, kind: "sequence" }, embedding: { label, kind: "embedding" } },
  infer: ({ inputs }) => {
    const rows = rowsOf(inputs.column ?? []);
    return { outputs: { features: sequenceOf(128, rows), embedding: embeddingOf(128, rows) }, issues: [] };
  },
  sources: (context) =>
    ready(context, "column", () => ({
      pixels: {
        source: "pixels",
        columns: [columnSource(context, "column")],
        size: Number(context.params.size),
      },
    })),
};

const encodeText: NodeDefinition = {
  ...base,
  kind: "encode-text",
  group: "encoder",
  stage: "graph",
  title: words("Text encoder"),
  params: { maxTokens: integer({ label, help, min: 8, max: 512, default: 64 }) },
  inputs: { column: { label, accept: { kinds: ["column"], modalities: ["text"] } } },
  outputs: { embedding: { label, kind: "embedding" } },
  infer: ({ inputs }) => ({
    outputs: { embedding: embeddingOf(64, rowsOf(inputs.column ?? [])) },
    issues: [],
  }),
  sources: (context) =>
    ready(context, "column", () => ({
      embedding: {
        source: "text-model",
        column: columnSource(context, "column"),
        model: { hub: "owner/name", revision: "main" },
        output: "embedding",
        maxTokens: Number(context.params.maxTokens),
        pooling: "model",
        prefix: null,
      },
    })),
};

const project: NodeDefinition = {
  ...base,
  kind: "project",
  group: "adapter",
  stage: "graph",
  title: words("Projection"),
  params: { width: integer({ label, help, min: 8, max: 4096, default: 64 }) },
  inputs: { features: { label, accept: { kinds: ["embedding"] } } },
  outputs: { features: { label, kind: "embedding" } },
  infer: ({ inputs, params }) => ({
    outputs: { features: embeddingOf(Number(params.width), rowsOf(inputs.features ?? [])) },
    issues: [],
  }),
};

const pool: NodeDefinition = {
  ...base,
  kind: "pool",
  group: "adapter",
  stage: "graph",
  title: words("Pool"),
  params: {},
  inputs: { features: { label, accept: { kinds: ["sequence"] } } },
  outputs: { embedding: { label, kind: "embedding" } },
  infer: ({ inputs }) => ({
    outputs: { embedding: embeddingOf(widthOf(inputs.features?.[0]), rowsOf(inputs.features ?? [])) },
    issues: [],
  }),
};

const fuse: NodeDefinition = {
  ...base,
  kind: "fuse",
  group: "fusion",
  stage: "graph",
  title: words("Fuse"),
  params: {},
  inputs: { features: { label, accept: { kinds: ["embedding"] }, many: true } },
  outputs: { fused: { label, kind: "embedding" } },
  infer: ({ node, inputs }) => ({
    outputs: { fused: embeddingOf(widthOf(inputs.features?.[0]), rowsOf(inputs.features ?? [])) },
    issues: sameWidth({ node, port: "features" }, inputs.features ?? []),
  }),
};

const classify: NodeDefinition = {
  ...base,
  kind: "head-classify",
  group: "head",
  stage: "graph",
  title: words("Classify"),
  params: { hidden: integer({ label, help, min: 0, max: 4096, default: 0 }) },
  inputs: {
    features: { label, accept: { kinds: ["embedding"] } },
    target: { label, accept: { kinds: ["column"], modalities: ["category"] }, supervision: true },
  },
  outputs: { logits: { label, kind: "logits" } },
  infer: (context) => {
    const rows = rowsOf(context.inputs.features ?? []);
    return { outputs: { logits: logitsOf("classes", context.node, { rows }) }, issues: [] };
  },
  sources: (context) =>
    ready(context, "target", () => ({
      target: { source: "class-target", column: columnSource(context, "target") },
    })),
};

const crossEntropy: NodeDefinition = {
  ...base,
  kind: "loss-cross-entropy",
  group: "loss",
  stage: "graph",
  title: words("Cross-entropy"),
  params: { smoothing: number({ label, help, min: 0, max: 0.3, default: 0 }) },
  inputs: { logits: { label, accept: { kinds: ["logits"] } } },
  outputs: { loss: { label, kind: "loss" } },
  infer: ({ inputs }) => ({
    outputs: { loss: lossOf("classes", rowsOf(inputs.logits ?? [])) },
    issues: [],
  }),
};

const train: NodeDefinition = {
  ...base,
  kind: "train-model",
  group: "train",
  stage: "step",
  title: words("Trainer"),
  draws: true,
  params: { epochs: integer({ label, help, min: 1, max: 1000, auto: true, default: "auto" }) },
  inputs: { loss: { label, accept: { kinds: ["loss"] } } },
  outputs: { model: { label, kind: "model" }, report: { label, kind: "report" } },
  infer: ({ inputs }) => ({
    outputs: { model: modelOf("classes", rowsOf(inputs.loss ?? [])), report: { kind: "report" } },
    issues: [],
  }),
};

const baseline: NodeDefinition = {
  ...base,
  kind: "train-baseline",
  group: "train",
  stage: "step",
  title: words("Baseline"),
  params: {},
  inputs: {
    features: { label, accept: { kinds: ["embedding"] }, many: true },
    target: { label, accept: { kinds: ["column"] }, optional: true },
  },
  outputs: { metrics: { label, kind: "metrics" } },
  infer: () => ({ outputs: { metrics: { kind: "metrics", names: ["accuracy"] } }, issues: [] }),
};

const evaluate: NodeDefinition = {
  ...base,
  kind: "evaluate",
  group: "evaluate",
  stage: "step",
  title: words("Evaluate"),
  params: {},
  inputs: {
    model: { label, accept: { kinds: ["model"] } },
    data: { label, accept: { kinds: ["dataset"] }, optional: true },
  },
  outputs: { metrics: { label, kind: "metrics" } },
  infer: () => ({ outputs: { metrics: { kind: "metrics", names: ["accuracy"] } }, issues: [] }),
};

const publish: NodeDefinition = {
  ...base,
  kind: "publish",
  group: "publish",
  stage: "publish",
  title: words("Publish"),
  params: { name: text({ label, help, default: "endpoint" }) },
  inputs: { serve: { label, accept: { kinds: ["model", "retriever"] }, many: true } },
  outputs: { endpoint: { label, kind: "endpoint" } },
  infer: () => ({ outputs: { endpoint: { kind: "endpoint" } }, issues: [] }),
};

const ALL: readonly NodeDefinition[] = [
  load,
  split,
  choose,
  augment,
  encodeImage,
  encodeText,
  project,
  pool,
  fuse,
  classify,
  crossEntropy,
  train,
  baseline,
  evaluate,
  publish,
];

export const testCatalog: Catalog = {
  all: ALL,
  get: (kind) => ALL.find((definition) => definition.kind === kind),
};
