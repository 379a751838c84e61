import type { Field, PortType, Text } from "@fuseline/schema";
import { columnsOf, GROUPS, parseParams } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import type { DefinedNode } from "../define/node.ts";
import { catalog, definitions } from "./catalog.ts";

/** Kinds stand in saved documents: one may be added, none may be renamed or removed. */
const KINDS = [
  ...["load-table", "load-files", "load-captions", "load-sample", "make-sample"],
  ...[
    "choose-columns",
    "join-files",
    "split-rows",
    "augment-image",
    "tokenise",
    "correct-rows",
    "predict-rows",
  ],
  ...["encode-text", "encode-text-new", "encode-image", "encode-image-new", "encode-table", "encode-onnx"],
  ...["project", "pool", "normalise", "drop"],
  ...["fuse-concat", "fuse-gated", "fuse-cross-attention", "fuse-late", "drop-parts"],
  ...["head-classify", "head-regress", "head-contrastive"],
  ...["loss-cross-entropy", "loss-number", "loss-contrastive"],
  ...["train-model", "train-baseline"],
  ...["evaluate-classes", "evaluate-number", "evaluate-retrieval", "measure-parts", "show-errors"],
  ...["build-index", "retrieve", "publish-endpoint"],
];
/** Names that are written the same in every language. */
const NAMES = new Set(["UTF-8", "ResNet", "ViT", "AdamW", "Adam", "RMSProp"]);

function fieldTexts(field: Field): Text[] {
  const options = field.field === "choice" ? field.options : [];
  return [field.label, field.help, ...options.flatMap(({ label, hint }) => (hint ? [label, hint] : [label]))];
}

function textsOf(definition: DefinedNode): Text[] {
  const ports = [...Object.values(definition.inputs), ...Object.values(definition.outputs)];
  return [
    definition.title,
    definition.summary,
    ...ports.map((port) => port.label),
    ...Object.values(definition.params).flatMap(fieldTexts),
  ];
}

/** The example as `resolve` would hand it over. */
function contextOf({ example, inputs, params }: DefinedNode) {
  const parsed = parseParams(params, example.params ?? {}, "example");
  const wired = Object.keys(inputs).map((port): [string, readonly PortType[]] => [
    port,
    example.inputs?.[port] ?? [],
  ]);
  return { parsed, context: { node: "example", params: parsed.values, inputs: Object.fromEntries(wired) } };
}

describe("catalogue", () => {
  it("keeps its kinds", () => {
    expect(definitions.map(({ kind }) => kind)).toEqual(KINDS);
    expect(new Set(KINDS).size).toBe(KINDS.length);
    expect(KINDS.map((kind) => catalog.get(kind)?.kind)).toEqual(KINDS);
    expect(catalog.get("constructor")).toBeUndefined();
  });

  it("stands in the order of the groups", () => {
    const places = definitions.map(({ group }) => GROUPS.indexOf(group));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe.each(definitions.map((definition) => [definition.kind, definition] as const))(
  "%s",
  (kind, definition) => {
    it("is named like its folder allows and has an icon", () => {
      expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(definition.icon).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(definition.version).toBe(definition.migrations.length + 1);
    });

    it("speaks English and Russian", () => {
      for (const { en, ru } of textsOf(definition)) {
        expect(en).toMatch(/^[^а-яё]+$/i);
        if (!(en === ru && NAMES.has(en))) expect(ru).toMatch(/[а-яё]/i);
        expect(`${en} ${ru}`).not.toMatch(/!|\bplease\b|пожалуйста|ё/i);
        expect(en.trim()).toBe(en);
        expect(ru.trim()).toBe(ru);
      }
    });

    it("has defaults that parse; only what a person must give is missing", () => {
      const { issues } = parseParams(definition.params, {}, "example");
      for (const { code, at } of issues) {
        expect(code).toBe("param-missing");
        expect(definition.params[at.param ?? ""]?.required).toBe(true);
      }
    });

    it("shows parameters only under conditions that can hold", () => {
      for (const { when } of Object.values(definition.params)) {
        if (when === undefined) continue;
        const other = definition.params[when.param];
        const values = other?.field === "choice" ? other.options.map(({ value }) => value) : [true, false];
        expect(values).toEqual(expect.arrayContaining([...when.is]));
      }
    });

    it("resolves its example to declared outputs", () => {
      const { parsed, context } = contextOf(definition);
      expect(parsed.issues).toEqual([]);
      for (const [port, types] of Object.entries(definition.example.inputs ?? {})) {
        const accept = definition.inputs[port]?.accept;
        for (const type of types) {
          expect(accept?.kinds).toContain(type.kind);
          if (type.kind === "column") expect(accept?.modalities).toContain(type.modality);
        }
      }
      const { outputs, issues } = definition.infer(context);
      expect(issues).toEqual([]);
      expect(Object.keys(outputs).length).toBeGreaterThan(0);
      const declared = { ...definition.outputs, ...definition.dynamicOutputs?.(parsed.values) };
      for (const port of Object.keys(outputs)) expect(Object.keys(declared)).toContain(port);
      if (kind !== "drop-parts") expect(Object.keys(outputs).sort()).toEqual(Object.keys(declared).sort());
    });

    it("promises nothing it does not declare while nothing is wired", () => {
      const inputs = Object.fromEntries(Object.keys(definition.inputs).map((port) => [port, []]));
      const { values } = parseParams(definition.params, {}, "example");
      const { outputs, issues } = definition.infer({ node: "example", params: values, inputs });
      for (const port of Object.keys(outputs)) expect(Object.keys(definition.outputs)).toContain(port);
      expect(issues).toEqual([]);
      if (Object.keys(inputs).length > 0) {
        expect(definition.sources?.({ node: "example", params: values, inputs }) ?? {}).toEqual({});
      }
    });

    it("reads only columns that arrive", () => {
      const { context } = contextOf(definition);
      const specs = Object.values(definition.sources?.(context) ?? {});
      const arriving = Object.values(context.inputs)
        .flat()
        .flatMap((type) => (type.kind === "column" || type.kind === "tokens" ? [type.source] : []));
      expect(specs.length > 0).toBe(definition.stage === "graph" && arriving.length > 0);
      for (const spec of specs) {
        const read = spec.source === "tokens" ? [spec.tokens] : columnsOf(spec);
        expect(arriving).toEqual(expect.arrayContaining([...read]));
      }
    });
  },
);
