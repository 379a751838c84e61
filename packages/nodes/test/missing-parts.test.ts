/** A model does without a part only where every part was hidden while it learnt. */
import { GraphBuilder } from "@fuseline/autograd";
import { defaultsOf } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { catalog } from "../src/catalog/catalog.ts";
import type { Feature, GraphValue, Logits } from "../src/define/graph.ts";
import { graphImplementations } from "../src/graph-implementations.ts";

type Build = (g: GraphBuilder) => { readonly [port: string]: readonly GraphValue[] };

const feature = (g: GraphBuilder, optional: boolean): Feature => ({
  type: "feature",
  shape: "embedding",
  value: g.constant([1, 2, 3, 4], [2, 2]),
  presence: g.constant([1, 1], [2]),
  columns: [optional ? "optional" : "needed"],
  ...(optional ? { optional } : {}),
});
const tokens = (g: GraphBuilder, optional: boolean): Feature => ({
  ...feature(g, optional),
  shape: "sequence",
  value: g.constant([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]),
});
const answer = (g: GraphBuilder, toleratesMissing: boolean): Logits => ({
  type: "logits",
  value: g.constant([1, 2, 3, 4], [2, 2]),
  labels: ["a", "b"],
  counts: [1, 1],
  abstain: 0,
  column: "kind",
  toleratesMissing,
});

function built(kind: string, params: object, inputs: Build): GraphValue | undefined {
  const g = new GraphBuilder({ training: false });
  const outputs = graphImplementations.get(kind)?.build(g, {
    params: { ...defaultsOf(catalog.get(kind)?.params ?? {}), ...params } as never,
    inputs: inputs(g),
    sources: {},
    training: false,
    rowWeight: g.constant([1, 1], [2]),
  });
  return Object.values(outputs ?? {})[0];
}
const isOptional = (value: GraphValue | undefined): boolean =>
  value?.type === "feature" ? value.optional === true : value?.type === "logits" && value.toleratesMissing;

const FUSIONS: readonly [string, object, (second: boolean) => Build][] = [
  ["fuse-concat", { width: 2 }, (second) => (g) => ({ features: [feature(g, true), feature(g, second)] })],
  ["fuse-gated", { width: 2 }, (second) => (g) => ({ features: [feature(g, true), feature(g, second)] })],
  [
    "fuse-cross-attention",
    { width: 2, heads: 1 },
    (second) => (g) => ({ queries: [tokens(g, true)], memory: [tokens(g, second)] }),
  ],
  ["fuse-late", {}, (second) => (g) => ({ answers: [answer(g, true), answer(g, second)] })],
];

describe.each(FUSIONS)("%s", (kind, params, inputs) => {
  it("can be done without when every part can", () => {
    expect(isOptional(built(kind, params, inputs(true)))).toBe(true);
    expect(isOptional(built(kind, params, inputs(false)))).toBe(false);
  });
});
