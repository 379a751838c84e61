/** Every kind survives being saved: parameters come back as they were, and `resolve` reads them so. */
import {
  defaultsOf,
  type Json,
  type PipelineDocument,
  readDocument,
  resolve,
  writeDocument,
} from "@fuseline/schema";
import { expect, it } from "vitest";
import { catalog, definitions } from "../../src/catalog/catalog.ts";

function documentOfAll(): PipelineDocument {
  const nodes = definitions.map(({ kind, version, params, example }) => [
    kind,
    {
      kind,
      version,
      params: { ...defaultsOf(params), ...example.params } as { [name: string]: Json },
      position: { x: 0, y: 0 },
    },
  ]);
  return {
    format: "fuseline/pipeline",
    version: 1,
    name: "all",
    seed: 1,
    nodes: Object.fromEntries(nodes),
    wires: {},
  };
}

it("saves and loads every kind with its parameters", () => {
  const document = documentOfAll();
  const loaded = readDocument(writeDocument(document));
  expect(loaded).toEqual({ ok: true, value: document });
  const resolved = resolve(document, catalog);
  for (const { kind } of definitions) {
    expect(resolved.nodes[kind]?.params, kind).toEqual(document.nodes[kind]?.params);
  }
});
