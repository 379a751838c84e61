import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DocumentNode, PipelineDocument } from "../document/document.ts";
import type { Json } from "../json.ts";
import { resolve } from "../resolve.ts";
import { draw, sortProducts } from "../testing/draw.ts";
import { testCatalog } from "../testing/test-catalog.ts";
import { makePlan } from "./make-plan.ts";
import type { NodeStep, Plan, PlanStep } from "./plan.ts";

const ENGINES = { onnxruntime: "1.30.0" };

function planOf(document: PipelineDocument, targets?: readonly string[]): Plan {
  const planned = makePlan(resolve(document, testCatalog), {
    engines: ENGINES,
    ...(targets === undefined ? {} : { targets }),
  });
  if (!planned.ok) throw new Error(JSON.stringify(planned.issues));
  return planned.value;
}

const nodeStep = (plan: Plan, node: string): NodeStep => {
  const step = [...plan.steps, ...plan.publish].find(
    (each) => each.step === "node" && each.nodes.includes(node),
  );
  if (step?.step !== "node") throw new Error(`no step for ${node}`);
  return step;
};
const keysOf = (plan: Plan): readonly string[] => [...plan.steps, ...plan.publish].map(({ key }) => key);
const name = (step: PlanStep): string => (step.step === "node" ? step.node : `encode ${step.spec.source}`);

function withNode(document: PipelineDocument, id: string, change: Partial<DocumentNode>): PipelineDocument {
  const node = document.nodes[id];
  if (node === undefined) throw new Error(id);
  return { ...document, nodes: { ...document.nodes, [id]: { ...node, ...change } } };
}
const withParams = (document: PipelineDocument, id: string, params: { [name: string]: Json }) =>
  withNode(document, id, { params });

describe("makePlan", () => {
  const plan = planOf(sortProducts);

  it("orders steps, cuts sources into encode steps and keeps publishing apart", () => {
    expect(plan.steps.map(name)).toEqual([
      "load",
      "split",
      "choose",
      "encode pixels",
      "encode text-model",
      "encode class-target",
      "train",
      "evaluate",
    ]);
    expect(plan.publish.map(name)).toEqual(["publish"]);
  });

  it("gives the trainer its graph in order, fed by encode steps", () => {
    const { graph } = nodeStep(plan, "train");
    expect(graph?.parts.map(({ node }) => node)).toEqual([
      "image",
      "imageSmall",
      "text",
      "fuse",
      "head",
      "loss",
    ]);
    expect(graph?.loss).toEqual({ node: "loss", port: "loss" });
    expect(graph?.parts[3]?.inputs).toEqual({
      features: [
        { node: "imageSmall", port: "features" },
        { node: "text", port: "embedding" },
      ],
    });
    const encodes = plan.steps.filter((step) => step.step === "encode").map(({ key }) => key);
    expect(graph?.parts.flatMap(({ sources }) => Object.values(sources))).toEqual(encodes);
    expect(graph?.dataset).toBe(nodeStep(plan, "choose").key);
  });

  it("names datasets by key and forgets node ids inside sources", () => {
    const pixels = plan.steps.find((step) => step.step === "encode" && step.spec.source === "pixels");
    expect(pixels).toMatchObject({
      nodes: ["image", "augment"],
      dataset: nodeStep(plan, "choose").key,
      spec: {
        columns: [{ node: nodeStep(plan, "choose").key, transforms: [{ kind: "augment", node: "" }] }],
      },
    });
  });

  it("plans only what a target needs", () => {
    expect(planOf(sortProducts, ["split"]).steps.map(name)).toEqual(["load", "split"]);
    expect(planOf(sortProducts, ["text"]).steps.map(name)).toEqual([
      "load",
      "split",
      "choose",
      "encode text-model",
    ]);
    expect(planOf(sortProducts, ["augment"]).steps.map(name)).toEqual(["load", "split", "choose"]);
    expect(planOf(sortProducts, ["publish"]).publish.map(name)).toEqual(["publish"]);
  });

  it("encodes for a target that nobody takes anything from yet", () => {
    const document = draw({ load: "load", choose: "choose", text: "encode-text" }, [
      "load.data > choose.data",
      "choose.description > text.column",
    ]);
    expect(planOf(document, ["text"]).steps.map(name)).toEqual(["load", "choose", "encode text-model"]);
  });

  it("gives features to steps that are not trainers, and columns as their dataset", () => {
    const document = draw({ load: "load", choose: "choose", text: "encode-text", quick: "train-baseline" }, [
      "load.data > choose.data",
      "choose.description > text.column",
      "text.embedding > quick.features",
      "choose.price > quick.target",
    ]);
    const step = nodeStep(planOf(document), "quick");
    const dataset = nodeStep(planOf(document), "choose").key;
    expect(step.graph).toBeUndefined();
    expect(step.features?.outputs.features).toEqual([{ node: "text", port: "embedding" }]);
    expect(step.inputs).toEqual({ features: [], target: [{ key: dataset, port: "data" }] });
    expect(step.types.target).toMatchObject([{ source: { node: dataset, column: "price" } }]);
  });

  it("merges equal steps", () => {
    const document = draw({ a: "load", b: "load" }, []);
    expect(planOf(document).steps).toMatchObject([{ node: "a", nodes: ["a", "b"] }]);
  });

  it("tells twins from one shared part, and gives twins their own random streams", () => {
    const wires = [
      "load.data > choose.data",
      "choose.category > head.target",
      "head.logits > loss.logits",
      "loss.loss > train.loss",
    ];
    const rest = {
      load: "load",
      choose: "choose",
      fuse: "fuse",
      head: "head-classify",
      loss: "loss-cross-entropy",
      train: "train-model",
    };
    const twins = planOf(
      draw({ ...rest, one: "encode-text", two: "encode-text" }, [
        ...wires,
        "choose.description > one.column",
        "choose.description > two.column",
        "one.embedding > fuse.features",
        "two.embedding > fuse.features",
        "fuse.fused > head.features",
      ]),
    );
    const parts = nodeStep(twins, "train").graph?.parts ?? [];
    expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length);
    expect(twins.steps.filter(({ step }) => step === "encode")).toHaveLength(2);
    const shared = planOf(
      draw({ ...rest, one: "encode-text" }, [
        ...wires,
        "choose.description > one.column",
        "one.embedding > fuse.features",
        "fuse.fused > head.features",
      ]),
    );
    expect(nodeStep(shared, "train").key).not.toBe(nodeStep(twins, "train").key);
  });

  it("refuses with the errors of what is needed, and only those", () => {
    const broken = withParams(sortProducts, "text", { maxTokens: 1 });
    const resolved = resolve(broken, testCatalog);
    const refusal = makePlan(resolved, { engines: ENGINES });
    expect(refusal.ok ? [] : refusal.issues).toMatchObject([{ code: "param-invalid", at: { node: "text" } }]);
    expect(makePlan(resolved, { engines: ENGINES, targets: ["split"] }).ok).toBe(true);
    expect(makePlan(resolved, { engines: ENGINES, targets: ["gone"] })).toMatchObject({
      issues: [{ code: "node-missing" }],
    });
    expect(makePlan(resolve(draw({}, []), testCatalog), { engines: ENGINES })).toMatchObject({
      issues: [{ code: "nothing-to-run" }],
    });
  });
});

describe("keys", () => {
  const plan = planOf(sortProducts);

  it("do not depend on ids, titles, positions, cosmetic or hidden parameters, key order or wire ids", () => {
    const ids = Object.keys(sortProducts.nodes);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: ids.length }),
        fc.array(fc.string(), { minLength: 1 }),
        (shuffled, titles) => {
          const renamed = new Map(ids.map((id, index) => [id, `n${shuffled.indexOf(id)}-${index}`]));
          const to = (id: string): string => renamed.get(id) ?? id;
          const nodes = shuffled.map((id, index): [string, DocumentNode] => {
            const node = sortProducts.nodes[id];
            if (node === undefined) throw new Error(id);
            const title = titles[index % titles.length] ?? "";
            const hidden: { [name: string]: Json } = node.kind === "split" ? { group: title || "x" } : {};
            const cosmetic: { [name: string]: Json } = node.kind === "load" ? { note: title } : {};
            const params = { ...node.params, ...hidden, ...cosmetic };
            return [to(id), { ...node, params, title, position: { x: index, y: -index } }];
          });
          const wires = Object.entries(sortProducts.wires)
            .reverse()
            .map(([id, { from, to: end, order }]) => [
              `x${id}`,
              { from: { ...from, node: to(from.node) }, to: { ...end, node: to(end.node) }, order },
            ]);
          const moved = {
            ...sortProducts,
            name: "other",
            nodes: Object.fromEntries(nodes),
            wires: Object.fromEntries(wires),
          };
          expect([...keysOf(planOf(moved))].sort()).toEqual([...keysOf(plan)].sort());
        },
      ),
    );
  });

  it.each<[string, { [name: string]: Json }, string[]]>([
    ["load", { header: 1 }, ["load", "split", "choose", "train", "evaluate", "publish"]],
    ["split", { test: 0.3 }, ["split", "choose", "train", "evaluate", "publish"]],
    ["augment", { flip: false }, ["train", "evaluate", "publish"]],
    ["imageSmall", { width: 64 }, []],
    ["head", { hidden: 32 }, ["train", "evaluate", "publish"]],
    ["loss", { smoothing: 0.1 }, ["train", "evaluate", "publish"]],
    ["train", { epochs: 3 }, ["train", "evaluate", "publish"]],
    ["publish", { name: "shop" }, ["publish"]],
  ])("change for %s %j and what follows, nothing else", (id, params, changed) => {
    const next = planOf(withParams(sortProducts, id, params));
    const steps = ["load", "split", "choose", "train", "evaluate", "publish"];
    expect(steps.filter((step) => nodeStep(next, step).key !== nodeStep(plan, step).key)).toEqual(changed);
  });

  it("change with the seed only where something is drawn", () => {
    const next = planOf({ ...sortProducts, seed: 8 });
    expect(nodeStep(next, "load").key).toBe(nodeStep(plan, "load").key);
    expect(nodeStep(next, "split").key).not.toBe(nodeStep(plan, "split").key);
  });

  it("change with the engines", () => {
    const planned = makePlan(resolve(sortProducts, testCatalog), { engines: { onnxruntime: "1.31.0" } });
    const old = new Set(keysOf(plan));
    expect(planned.ok && keysOf(planned.value).filter((key) => old.has(key))).toEqual([]);
  });

  it("change when the wires of one port are swapped", () => {
    const { w6, w7 } = sortProducts.wires;
    if (w6 === undefined || w7 === undefined) throw new Error("wires");
    const swapped = {
      ...sortProducts,
      wires: { ...sortProducts.wires, w6: { ...w6, order: 7 }, w7: { ...w7, order: 6 } },
    };
    expect(nodeStep(planOf(swapped), "train").key).not.toBe(nodeStep(plan, "train").key);
  });
});
