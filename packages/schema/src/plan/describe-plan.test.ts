import { describe, expect, it } from "vitest";
import type { PipelineDocument } from "../document/document.ts";
import type { Json } from "../json.ts";
import { resolve } from "../resolve.ts";
import { sortProducts } from "../testing/draw.ts";
import { testCatalog } from "../testing/test-catalog.ts";
import { describePlan, type RunReason, reasonText } from "./describe-plan.ts";
import { makePlan } from "./make-plan.ts";
import type { Plan } from "./plan.ts";

function planOf(document: PipelineDocument, version = "1"): Plan {
  const planned = makePlan(resolve(document, testCatalog), { engines: { engine: version } });
  if (!planned.ok) throw new Error(JSON.stringify(planned.issues));
  return planned.value;
}

function changed(id: string, params: { readonly [name: string]: Json }): PipelineDocument {
  const node = sortProducts.nodes[id];
  if (node === undefined) throw new Error(id);
  return { ...sortProducts, nodes: { ...sortProducts.nodes, [id]: { ...node, params } } };
}

const before = planOf(sortProducts);
const stored = new Set(before.steps.map(({ key }) => key));
const reasons = (plan: Plan): { [node: string]: RunReason } =>
  Object.fromEntries(
    describePlan(plan, stored, before).steps.flatMap(({ nodes, reason }) =>
      reason === null ? [] : [[nodes[0] ?? "", reason]],
    ),
  );

describe("describePlan", () => {
  it("reuses everything that is stored", () => {
    expect(describePlan(before, stored)).toMatchObject({ reused: 8, toRun: 0 });
    expect(describePlan(before, new Set())).toMatchObject({ reused: 0, toRun: 8 });
  });

  it("names what changed", () => {
    expect(reasons(planOf(changed("train", { epochs: 3 })))).toEqual({
      train: { why: "params-changed", params: ["epochs"] },
      evaluate: { why: "upstream-changed" },
    });
    expect(reasons(planOf(changed("head", { hidden: 8 }))).train).toEqual({
      why: "params-changed",
      params: ["head.hidden"],
    });
    expect(reasons(planOf(changed("image", { size: 32 }))).image).toEqual({
      why: "params-changed",
      params: ["size"],
    });
    expect(reasons(planOf(changed("load", { header: 1 })))).toMatchObject({
      load: { why: "params-changed", params: ["header"] },
      split: { why: "upstream-changed" },
      text: { why: "upstream-changed" },
    });
  });

  it("tells seed, software and wires apart", () => {
    expect(reasons(planOf({ ...sortProducts, seed: 8 })).split).toEqual({ why: "seed-changed" });
    expect(reasons(planOf(sortProducts, "2")).load).toEqual({ why: "software-changed" });
    const { w6, w7 } = sortProducts.wires;
    if (w6 === undefined || w7 === undefined) throw new Error("wires");
    const swapped = {
      ...sortProducts,
      wires: { ...sortProducts.wires, w6: { ...w6, order: 7 }, w7: { ...w7, order: 6 } },
    };
    expect(reasons(planOf(swapped)).train).toEqual({ why: "wires-changed" });
  });

  it("tells a lost result from a step that never ran", () => {
    const { reason } = describePlan(before, new Set(), before).steps[0] ?? {};
    expect(reason).toEqual({ why: "result-missing" });
    expect(describePlan(before, new Set()).steps[0]?.reason).toEqual({ why: "never-run" });
  });

  it("has words for every reason", () => {
    const every: RunReason[] = [
      { why: "never-run" },
      { why: "result-missing" },
      { why: "params-changed", params: ["epochs"] },
      { why: "wires-changed" },
      { why: "upstream-changed" },
      { why: "seed-changed" },
      { why: "software-changed" },
    ];
    expect(new Set(every.map((reason) => reasonText(reason).en)).size).toBe(every.length);
    expect(new Set(every.map((reason) => reasonText(reason).ru)).size).toBe(every.length);
  });
});
