import type { Json, PipelineDocument, Wire } from "@fuseline/schema";
import { isError, makePlan, messageOf, readDocument, resolve, writeDocument } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { catalog } from "../catalog/catalog.ts";
import { applySettings } from "./apply-settings.ts";
import { buildTemplate } from "./build-template.ts";
import { generatedData, sampleData } from "./bundled-data.ts";
import type { BuiltTemplate, TemplateRequest } from "./template.ts";
import { flickr, folders, grocery, houses, numbered, stamps } from "./testing/understandings.ts";
import type { DataUnderstanding } from "./understanding.ts";

const image = { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" };
const text = { hub: "fuseline/use-lite-en", revision: "main" };

type Options = Partial<Omit<TemplateRequest, "understanding">>;

const ask = (id: string, understanding: DataUnderstanding, options: Options = {}) =>
  buildTemplate(id, { understanding, models: { image, text }, seed: 7, ...options });

function build(id: string, understanding: DataUnderstanding, options: Options = {}): BuiltTemplate {
  const built = ask(id, understanding, options);
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  return built.value;
}

function refusal(id: string, understanding: DataUnderstanding, options: Options = {}) {
  const built = ask(id, understanding, options);
  if (built.ok) throw new Error("was built");
  return built.issues;
}

const kinds = ({ document }: BuiltTemplate) => Object.keys(document.nodes);
const arrow = ({ from, to }: Wire) => `${from.node}.${from.port} > ${to.node}.${to.port}`;
const into = (document: PipelineDocument, node: string) =>
  Object.values(document.wires)
    .filter(({ to }) => to.node === node)
    .map(arrow);

const CASES: readonly (readonly [string, string, DataUnderstanding, Options])[] = [
  ["grocery", "sort-products", grocery, {}],
  ["grocery, photo only", "sort-products", grocery, { inputs: ["photo"] }],
  ["grocery without ready models", "sort-products", grocery, { models: {} }],
  ["grocery, everything", "sort-products", grocery, { inputs: ["photo", "description", "group"] }],
  ["stamps", "sort-products", stamps, {}],
  ["folders", "sort-products", folders, {}],
  ["numbered files", "sort-products", numbered, {}],
  ["emoji", "sort-products", sampleData("emoji"), { models: {} }],
  ["two parts", "sort-products", generatedData("two-parts"), { models: {} }],
  ["grocery by words", "find-pictures", grocery, {}],
  ["stamps by words", "find-pictures", stamps, { models: { image } }],
  [
    "stamps by Russian and English words",
    "find-pictures",
    stamps,
    { inputs: ["image", "text_en", "text_ru"] },
  ],
  ["flickr", "find-pictures", flickr, {}],
  [
    "emoji by Russian names",
    "find-pictures",
    sampleData("emoji"),
    { models: {}, inputs: ["picture", "name_ru"] },
  ],
  ["houses", "price-home", houses, {}],
  ["houses, table only", "price-home", houses, { inputs: ["bedrooms", "bathrooms", "area", "zip"] }],
  ["houses, photos only", "price-home", houses, { inputs: ["frontal", "kitchen"], models: {} }],
];

describe.each(CASES)("%s", (_, id, understanding, options) => {
  const { document, explanation } = build(id, understanding, options);

  it("resolves and plans without a problem", () => {
    const resolved = resolve(document, catalog);
    expect(resolved.issues.filter(isError)).toEqual([]);
    expect(resolved.issues).toEqual([]);
    const plan = makePlan(resolved, { engines: {} });
    expect(plan.ok).toBe(true);
    if (plan.ok) expect(plan.value.publish.length).toBeGreaterThan(0);
  });

  it("is a document that can be saved, with every parameter written out", () => {
    expect(readDocument(writeDocument(document))).toEqual({ ok: true, value: document });
    for (const node of Object.values(document.nodes)) {
      expect(Object.keys(node.params).sort()).toEqual(
        Object.keys(catalog.get(node.kind)?.params ?? {}).sort(),
      );
    }
  });

  it("flows to the right or to the band below, nothing on top of anything", () => {
    const places = Object.values(document.nodes).map(({ position }) => position);
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(places.length);
    for (const { from, to } of Object.values(document.wires)) {
      const [left, right] = [document.nodes[from.node], document.nodes[to.node]];
      if (left === undefined || right === undefined) throw new Error("a wire has an end missing");
      const below = right.position.y - left.position.y > 150;
      expect(left.position.x < right.position.x || below).toBe(true);
    }
  });

  it("explains itself in both languages", () => {
    expect(explanation.length).toBeGreaterThan(2);
    for (const { en, ru } of explanation) {
      expect(en).not.toMatch(/[а-я]|undefined/i);
      expect(ru).toMatch(/[а-я]/i);
    }
  });
});

describe("sort-products", () => {
  it("joins photo and text, hides parts and measures them", () => {
    const built = build("sort-products", grocery);
    expect(kinds(built)).toEqual([
      ...["load-table", "load-files", "join-files", "split-rows", "choose-columns"],
      ...["encode-image", "encode-text", "drop-parts", "fuse-concat"],
      ...["head-classify", "loss-cross-entropy", "train-model"],
      ...["evaluate-classes", "measure-parts", "show-errors", "publish-endpoint"],
    ]);
    expect(into(built.document, "fuse-concat")).toEqual([
      "drop-parts.part1 > fuse-concat.features",
      "drop-parts.part2 > fuse-concat.features",
    ]);
    expect(into(built.document, "head-classify")).toContain(
      "choose-columns.column:category > head-classify.target",
    );
    expect(built.document.nodes["split-rows"]?.params).toMatchObject({ by: "category", group: null });
    expect(built.document.nodes["choose-columns"]?.params.roles).toMatchObject({
      photo: { role: "input" },
      description: { role: "input" },
      category: { role: "target" },
      name: { role: "unused" },
    });
  });

  it("leaves fusion out where one input is chosen", () => {
    const built = build("sort-products", grocery, { inputs: ["photo"] });
    expect(kinds(built)).not.toContain("drop-parts");
    expect(kinds(built)).not.toContain("fuse-concat");
    expect(kinds(built)).not.toContain("measure-parts");
    expect(into(built.document, "head-classify")[0]).toBe("encode-image.embedding > head-classify.features");
  });

  it("learns encoders from scratch without ready models, and says what a ready one would bring", () => {
    const { document, explanation } = build("sort-products", grocery, { models: {} });
    expect(Object.keys(document.nodes)).toEqual(
      expect.arrayContaining(["encode-image-new", "tokenise", "encode-text-new"]),
    );
    expect(explanation.map(({ en }) => en).join(" ")).toContain("No ready image model");
  });

  it("keeps an image encoder from scratch small where there are few rows", () => {
    const paramsFor = (rows: number) =>
      build("sort-products", { ...grocery, rows }, { models: {} }).document.nodes["encode-image-new"]?.params;
    expect(paramsFor(300)).toMatchObject({ architecture: "resnet", size: 32, width: 128, depth: "tiny" });
    expect(paramsFor(5_000)).toMatchObject({ architecture: "resnet", size: 64, width: 128, depth: "small" });
  });

  it("gives every text its own encoder", () => {
    const built = build("sort-products", stamps, { inputs: ["text_en", "text_ru"] });
    expect(kinds(built)).toEqual(expect.arrayContaining(["encode-text", "encode-text-2"]));
  });

  it("reads an answer written as text or number as classes", () => {
    const { document } = build("sort-products", houses, { target: "bedrooms" });
    expect(document.nodes["choose-columns"]?.params.roles).toMatchObject({
      bedrooms: { role: "target", modality: "category" },
    });
  });

  it("keeps groups together and follows a ready split", () => {
    const { document } = build("sort-products", numbered);
    expect(document.nodes["split-rows"]?.params).toMatchObject({ method: "auto", group: "shop" });
    expect(into(document, "encode-image")).toHaveLength(1);
    const split = { ...numbered, split: { column: "part", reason: { en: "r", ru: "п" } } };
    expect(build("sort-products", split).document.nodes["split-rows"]?.params).toMatchObject({
      method: "by-column",
      by: "part",
    });
  });
});

describe("find-pictures", () => {
  it("makes one space and a search endpoint, without measuring parts", () => {
    const built = build("find-pictures", grocery);
    const { document } = built;
    expect(into(document, "head-contrastive")).toEqual([
      "drop.features > head-contrastive.a",
      "drop-2.features > head-contrastive.b",
      "choose-columns.column:name > head-contrastive.key",
    ]);
    expect(into(document, "build-index")).toEqual([
      "train-model.model > build-index.model",
      "choose-columns.data > build-index.data",
    ]);
    expect(into(document, "publish-endpoint")).toEqual(["retrieve.retriever > publish-endpoint.serve"]);
    expect(kinds(built)).not.toContain("measure-parts");
    expect(document.nodes["choose-columns"]?.params.roles).toMatchObject({ name: { role: "id" } });
  });

  it("takes equal texts for the same thing where no key is known", () => {
    const wires = into(build("find-pictures", stamps).document, "head-contrastive");
    expect(wires).toContain("choose-columns.column:text_en > head-contrastive.key");
  });

  it("does without a key where a row has several texts", () => {
    expect(into(build("find-pictures", flickr).document, "head-contrastive")).toHaveLength(2);
  });
});

describe("price-home", () => {
  it("averages all photos, brings them down and joins the table", () => {
    const { document } = build("price-home", houses);
    expect(into(document, "encode-image")).toHaveLength(4);
    expect(document.nodes["encode-image"]?.params).toMatchObject({ several: "mean", model: image });
    expect(into(document, "drop")).toEqual(["encode-image.embedding > drop.features"]);
    expect(into(document, "project")).toEqual(["drop.features > project.features"]);
    expect(into(document, "encode-table").map((wire) => wire.split(" ")[0])).toEqual([
      "choose-columns.column:bedrooms",
      "choose-columns.column:bathrooms",
      "choose-columns.column:area",
      "choose-columns.column:zip",
    ]);
    expect(into(document, "fuse-gated")).toHaveLength(2);
    expect(document.nodes["head-regress"]?.params).toMatchObject({ scale: "log" });
  });
});

describe("the explanation", () => {
  it("says what was found, what is predicted, who reads what, and what is left out", () => {
    const { explanation } = build("sort-products", grocery, { models: { image } });
    expect(explanation.map(({ en }) => en)).toEqual([
      "810 rows.",
      "photo: 810 of 810 photos found.",
      "Answer: category (by its name).",
      "Photos: photo.",
      "Texts: description.",
      "Photos are read by fuseline/mobilenet-v2-imagenet, as it is.",
      expect.stringContaining("No ready text model"),
      "Not used: name, group.",
    ]);
    expect(explanation.map(({ ru }) => ru)).toEqual([
      "Строк: 810.",
      "photo: найдено фото 810 из 810.",
      "Ответ: category (по названию).",
      "Фото: photo.",
      "Тексты: description.",
      "Фото читает fuseline/mobilenet-v2-imagenet, без изменений.",
      expect.stringContaining("Готовой модели для текста нет"),
      "Не используются: name, group.",
    ]);
  });

  it("tells pairs, groups and a target a person chose", () => {
    const said = (id: string, data: DataUnderstanding, options: Options = {}) =>
      build(id, data, options).explanation.map(({ en }) => en);
    expect(said("find-pictures", grocery)).toContain("Rows with the same name count as pairs too.");
    expect(said("sort-products", numbered)).toContain(
      "Rows with the same shop stay together when rows are set aside.",
    );
    expect(said("sort-products", grocery, { target: "group" })).toContain("Answer: group (you chose it).");
  });
});

describe("refusals", () => {
  it("name the columns that exist when the answer is not among them", () => {
    const [problem] = refusal("sort-products", grocery, { target: "colour" });
    expect(problem).toMatchObject({
      code: "target-missing",
      facts: { column: "colour", known: ["photo", "name", "category", "group", "description"] },
    });
    if (problem !== undefined) expect(messageOf(problem, "en").fix).toContain("“category”");
    expect(refusal("sort-products", flickr)).toMatchObject([
      { code: "target-missing", facts: { known: ["image", "captions"] } },
    ]);
  });

  it("say which input is gone, unreadable or not enough", () => {
    expect(refusal("sort-products", grocery, { inputs: ["photo", "size", "shape"] })).toMatchObject([
      { code: "column-missing", facts: { column: "size" } },
      { code: "column-missing", facts: { column: "shape" } },
    ]);
    expect(refusal("sort-products", folders, { inputs: ["file"] })).toMatchObject([
      { code: "column-unsuitable", facts: { column: "file" } },
    ]);
    expect(refusal("price-home", houses, { target: "frontal" })).toMatchObject([
      {
        code: "column-unsuitable",
        facts: { column: "frontal", given: { en: "photos" }, wanted: { en: "numbers" } },
      },
    ]);
    expect(refusal("find-pictures", houses)).toMatchObject([{ code: "inputs-missing" }]);
    expect(refusal("sort-products", grocery, { inputs: ["category"] })).toMatchObject([
      { code: "inputs-missing" },
    ]);
  });

  it("list the templates there are", () => {
    expect(refusal("sort-things", grocery)).toMatchObject([
      { code: "template-unknown", facts: { known: ["sort-products", "find-pictures", "price-home"] } },
    ]);
  });
});

describe("settings", () => {
  const set = (settings: { [setting: string]: Json }) =>
    build("sort-products", grocery, { settings }).document.nodes;
  const unset = (settings: { [setting: string]: Json }) => refusal("sort-products", grocery, { settings });

  it("find a renamed node by its kind", () => {
    const { document } = build("sort-products", grocery);
    const pool = { kind: "pool", version: 1, params: {}, position: { x: 0, y: 0 } };
    const renamed = { ...document, nodes: { ...document.nodes, n7: pool } };
    expect(applySettings(renamed, { "pool.how": "max" })).toMatchObject({
      ok: true,
      value: { nodes: { n7: { params: { how: "max" } } } },
    });
  });

  it("find their node by id, kind or the start of its id", () => {
    const nodes = set({
      "split-rows.test": "0.17",
      "train.epochs": "20",
      "train-model.batch": 32,
      "evaluate-classes.rows": "validation",
    });
    expect(nodes["split-rows"]?.params.test).toBe(0.17);
    expect(nodes["train-model"]?.params).toMatchObject({ epochs: 20, batch: 32 });
    expect(nodes["evaluate-classes"]?.params.rows).toBe("validation");
  });

  it("are read by the kind of their field", () => {
    const nodes = set({
      "train.rate": "auto",
      "drop-parts.chance": "0.3",
      "split.group": "name",
      "encode-image.model": "owner/other@abc",
      "publish.name": "42",
    });
    expect(nodes["train-model"]?.params.rate).toBe("auto");
    expect(nodes["drop-parts"]?.params.chance).toBe(0.3);
    expect(nodes["split-rows"]?.params.group).toBe("name");
    expect(nodes["encode-image"]?.params.model).toEqual({ hub: "owner/other", revision: "abc" });
    expect(nodes["publish-endpoint"]?.params.name).toBe("42");
  });

  it("that fit nothing say what exists, all at once", () => {
    expect(
      unset({ "encode.size": "64", "nothing.x": "1", "train.speed": "2", "train.epochs": "many" }),
    ).toMatchObject([
      { code: "setting-ambiguous", facts: { nodes: ["encode-image", "encode-text"] } },
      { code: "setting-unknown", facts: { known: Object.keys(set({})) } },
      { code: "param-unknown", at: { node: "train-model", param: "speed" } },
      { code: "param-invalid", at: { node: "train-model", param: "epochs" } },
    ]);
    expect(unset({ epochs: 3 })).toMatchObject([{ code: "setting-unknown" }]);
  });
});
