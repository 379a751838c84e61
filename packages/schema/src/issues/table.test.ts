import { describe, expect, it } from "vitest";
import type { Language } from "../text.ts";
import { DATA_CODES } from "./data.ts";
import { DEVICE_CODES } from "./devices.ts";
import { DOCUMENT_CODES } from "./documents.ts";
import { ENCODER_CODES } from "./encoders.ts";
import { FILE_CODES } from "./files.ts";
import { HUB_CODES } from "./hub.ts";
import { INSTALLATION_CODES } from "./installation.ts";
import { counted, countedRu, listed } from "./message.ts";
import { OWN_MODEL_CODES } from "./own-model.ts";
import { PARAMETER_CODES } from "./parameters.ts";
import { RUN_CODES } from "./run.ts";
import { type FactsOf, ISSUE_CODES, type IssueCode, isIssueCode, issue, messageOf } from "./table.ts";
import { TEMPLATE_CODES } from "./templates.ts";
import { WIRING_CODES } from "./wiring.ts";

const name = { en: "Answer", ru: "Ответ" };
const none = {};

/** Facts of every code, as its callers give them. A new code does not compile without its sample. */
const SAMPLES: { readonly [C in IssueCode]: readonly FactsOf<C>[] } = {
  "address-refused": (
    ["not-https", "private-address", "credentials-in-address", "too-many-redirects", "bad-redirect"] as const
  ).map((reason) => ({ url: "http://host/x", reason })),
  "archive-unsafe": (
    [
      "absolute",
      "outside",
      "name",
      "link",
      "encrypted",
      "duplicate",
      "entries",
      "bytes",
      "entry-bytes",
      "ratio",
      "nested",
    ] as const
  ).map((problem) => ({ file: "photos.zip", entry: "x/y", problem })),
  "baseline-must-learn": [none],
  "batch-has-twins": [{ column: "text", count: 3 }],
  "batch-too-small": [{ batch: 8, needed: 16 }],
  "captions-missing": [{ file: "captions.txt" }],
  "category-unseen": [{ column: "zip", values: ["91901"] }],
  "cells-unreadable": [{ column: "price", modality: "number", count: 4, examples: ["n/a", "?"] }],
  "changed-since": [none],
  "column-empty": [{ column: "note" }],
  "column-missing": [
    { column: "price", known: ["cost", "name"] },
    { column: "price", known: [] },
  ],
  "column-unsuitable": [{ column: "price", given: name, wanted: name }],
  cycle: [{ nodes: ["a", "b"] }],
  "data-missing": [{ name: "photos" }],
  "database-changed": [{ migration: "0001_first" }],
  "database-files-version": [{ folder: "data", found: "17", expected: "18" }],
  "database-missing": [{ platform: "aix-ppc64" }],
  "database-newer": [{ migration: "0009_later" }],
  "database-old": [{ found: "12.1", needed: "13" }],
  "database-refused": [{ reason: "wrong password" }],
  "database-start": [{ log: "postgres.log", reason: "it stopped." }],
  "device-failed": [{ device: "cuda", reason: "CUDA failure 719" }],
  "device-unavailable": (["system", "libraries", "dependency", "card", "failed"] as const).flatMap(
    (trouble) =>
      ["cuda", "webgpu", "dml"].map((device) => ({
        device,
        trouble,
        detail: "linux x64",
        available: ["cpu"],
      })),
  ),
  "disk-full": [
    { path: "data", needed: 5e6 },
    { path: "data", needed: null },
  ],
  "document-full": [{ limit: 1000 }],
  "document-invalid": (["json", "format", "size", "type", "unknown"] as const).flatMap((problem) => [
    { path: "", problem },
    { path: "nodes.a", problem },
  ]),
  "document-newer": [{ version: 3, known: 1 }],
  "download-needed": [{ what: "owner/model", megabytes: 90 }],
  "download-too-large": [{ url: "model.onnx", limit: 5e8 }],
  "edits-left": [{ count: 2, examples: ["category: chair", "price: 12"] }],
  "encoding-guessed": [{ file: "rows.csv", encoding: "windows-1251", example: "цена" }],
  "endpoint-name-taken": [{ name: "catalogue", free: "catalogue-2" }],
  "engine-defect": [{ run: "r1", what: "TypeError" }],
  "file-ambiguous": [{ column: "photo", rows: 2, examples: ["a.jpg"] }],
  "file-missing": [{ file: "rows.csv" }],
  "file-unmatched": [{ column: "photo", rows: 13, total: 190, examples: ["a", "b", "c", "d", "e", "f"] }],
  "file-unreadable": [{ file: "rows.csv" }, { file: "photos.zip", entry: "a.jpg" }],
  "file-unsupported": [{ file: "a.heic", format: "heic" }],
  "files-empty": [{ name: "photos.zip", count: 3 }],
  "folder-closed": [{ folder: "/home/a/b", closed: "/home/a", user: 65534 }],
  "folder-unusable": [{ folder: "/data", reason: "EACCES" }],
  "hash-mismatch": [
    { model: "owner/model", file: "model.onnx", expected: "00", got: "11" },
    { model: "owner/model", file: "model.onnx", expected: "00", got: "11", path: "cache/model.onnx" },
  ],
  "heads-not-divisible": [{ width: 250, heads: 4, nearest: 5 }],
  "hub-file-missing": [{ model: "owner/model", file: "model.onnx", endpoint: "https://hub" }],
  "hub-gated": [
    { model: "owner/model", endpoint: "https://hub", hasToken: true },
    { model: "owner/model", endpoint: "https://hub", hasToken: false },
  ],
  "hub-model-missing": [{ model: "owner/model", endpoint: "https://hub" }],
  "hub-name-invalid": (["model", "revision", "file"] as const).map((what) => ({ what, name: "x y" })),
  "hub-refused": [{ model: "owner/model", endpoint: "https://hub", status: 403 }],
  "hub-revision-missing": [{ model: "owner/model", endpoint: "https://hub" }],
  "hub-unreachable": [{ endpoint: "https://hub", reason: "ENOTFOUND" }],
  "pictures-missing": [{ column: "photo", rows: 60 }],
  "image-corrupt": [{ file: "a.jpg" }],
  "image-too-large": [{ file: "a.jpg", limit: 5e7 }],
  "image-unsupported": [{ file: "a.svg", format: "svg" }],
  imbalance: [{ column: "kind", most: "tea", least: "salt", ratio: 25 }],
  "index-stale": [{ index: name }],
  "input-missing": [
    { port: name, needed: 1, given: 0 },
    { port: "features", needed: 2, given: 1 },
  ],
  "inputs-missing": [{ wanted: name, known: ["price"] }],
  "kind-newer": [{ kind: "load", version: 3, known: 2 }],
  "kind-unknown": [{ kind: "teleport" }],
  "label-missing": [{ column: "kind", rows: 4 }],
  "label-rare": [{ column: "kind", labels: ["salt"], least: 5 }],
  "labels-differ": [{ first: "kind", second: name }],
  "language-unsupported": [{ model: "owner/model", language: "ru", languages: ["en"] }],
  "leak-duplicate": [{ pairs: 6 }],
  "leak-group": [{ column: "product", groups: ["chair"] }],
  "leak-target": [{ column: "description", target: "category", accuracy: 0.991, rule: "chair" }],
  "licence-consent": [{ model: "owner/model", licence: "cc-by-nc" }],
  "lines-unreadable": [{ file: "rows.csv", lines: [3], count: 1 }],
  "lock-unreadable": [{ path: "models.lock" }],
  "loss-not-finite": [{ epoch: 2, rate: 0.1, lower: 0.01 }],
  "metric-undefined": [{ metric: "recall", label: "salt" }],
  "model-architecture-refused": [{ model: "a/b", architecture: "mamba", supported: ["bert", "vit"] }],
  "model-setting-refused": [{ model: "a/b", setting: "hidden_act", value: '"snake"' }],
  "model-differs": [{ model: "owner/model", what: name, expected: "384", found: "512" }],
  "model-file-invalid": [{ model: "owner/model", file: "onnx/model.onnx", reason: "it holds no graph" }],
  "model-file-refused": [{ file: "model.bin" }],
  "model-input-unknown": [{ model: "owner/model", inputs: ["x", "y"], needed: name }],
  "model-no-onnx": [
    { model: "owner/model", found: "model.safetensors" },
    { model: "owner/model", found: null },
  ],
  "model-not-installed": [
    { model: "owner/model" },
    { model: "owner/model", files: ["config.json"], folder: "/data/hub/owner/model/main" },
  ],
  "model-not-trainable": [{ model: "owner/model", reason: name }],
  "model-operator-untrainable": (
    ["domain", "control-flow", "quantised", "unknown", "form", "type"] as const
  ).flatMap((obstacle) => [
    { model: "owner/model", operator: "Custom", node: "/encoder/Custom", obstacle, detail: "acme" },
    { model: "owner/model", operator: "Custom", node: "", obstacle, detail: "acme" },
  ]),
  "model-operator-refused": [{ model: "owner/model", operator: "Custom", domain: "acme" }],
  "model-output-unknown": [{ model: "owner/model", outputs: ["y"], needed: name }],
  "model-pinned": [
    { model: "owner/model", revision: "main", files: ["config.json"], lock: "/data/models.lock.json" },
  ],
  "model-preprocess-missing": [{ model: "owner/model" }],
  "model-preprocess-unsupported": [{ model: "owner/model", setting: "size" }],
  "model-size-fixed": [{ model: "owner/model", size: "224 × 224", wanted: 96 }],
  "half-precision-missing": [{ device: "cpu" }],
  "rate-found": [{ rate: 0.0012345 }],
  "no-improvement": [{ epochs: 5, best: 12 }],
  "no-path-to-loss": [none],
  "node-exists": [{ node: "a" }],
  "node-missing": [{ node: "a" }],
  "not-differentiable": [{ operator: "ArgMax" }],
  "nothing-to-run": [none],
  "nothing-to-train": [none],
  "number-not-finite": [{ column: "price", count: 1 }],
  "batch-halved": [{ batch: 128, smaller: 64 }],
  "out-of-memory": [{ batch: 128 }],
  "own-model-alone": [{ output: "vector" }],
  "own-model-input": [{ inputs: ["x [1, 4]", "y [1]"] }],
  "own-model-invalid": [{ reason: "These bytes are not an ONNX model" }],
  "own-model-name-unknown": [{ what: name, name: "pool", known: ["logits", "vector"] }],
  "own-model-operator": [
    { operator: "Custom", domain: "acme" },
    { operator: "Loop", domain: null },
  ],
  "own-model-output": [
    { output: "boxes", others: [] },
    { output: "boxes", others: ["vector"] },
  ],
  "own-model-size": [
    { height: 96, width: 96, wanted: 224 },
    { height: 96, width: 128, wanted: 224 },
  ],
  "own-model-trial": [{ size: 224, reason: "Got invalid dimensions for input" }],
  "param-invalid": [{ label: name, value: "5000", expected: name, min: 8, max: 4096 }],
  "param-missing": [{ label: name, expected: name }],
  "param-unknown": [
    { name: "witdh", known: ["width"] },
    { name: "witdh", known: [] },
  ],
  "parity-failed": [{ rows: 50, differing: 2, row: 7 }],
  "port-missing": [
    { port: "photo", known: ["text"] },
    { port: "photo", known: [] },
  ],
  "port-taken": [{ port: name }],
  "port-type-mismatch": [{ given: name, accepted: name, port: name }],
  "part-adds-nothing": [{ part: "text", metric: "accuracy", low: -0.012, high: 0.02 }],
  "prediction-collapsed": [{ answer: "tea", share: 0.97 }],
  "queue-old": [{ found: "5.0.7", needed: "6.2" }],
  "row-empty": [{ inputs: ["photo", "text"] }],
  "rows-unanswered": [{ rows: 2, first: ["row 3", "row 9"] }],
  "rows-differ": [{ first: "Prices", second: name }],
  "run-missing": [{ run: "r1" }],
  "run-retried": [{ attempts: 3, reason: "the disk was full." }],
  "runner-lost": [{ attempts: 3 }],
  "setting-ambiguous": [{ setting: "width", nodes: ["a", "b"] }],
  "service-unreachable": [{ setting: "REDIS_URL", reason: "ECONNREFUSED" }],
  "setting-invalid": [{ setting: "HF_ENDPOINT", value: "x", expected: name }],
  "setting-unknown": [{ setting: "a.width", known: ["b"] }],
  "shape-mismatch": [{ given: "1280", needed: "256" }],
  "sheet-missing": [{ file: "book.xlsx", sheet: "May", sheets: ["June"] }],
  "single-class": [{ column: "kind", label: "tea" }],
  "space-mismatch": [{ first: "a", second: "b" }],
  "split-class-missing": [{ part: "test", labels: ["salt"] }],
  "split-empty": [{ part: "test", rows: 4 }],
  "table-empty": [{ file: "rows.csv" }],
  "table-ragged": [{ file: "rows.csv", lines: [3, 9], count: 2 }],
  "table-too-large": [{ file: "rows.jsonl", limit: 1e6 }],
  "target-missing": [none, { known: ["price"] }, { column: "cost", known: ["price"] }],
  "task-mismatch": [{ task: "classes", needed: ["value"] }],
  "template-unknown": [{ template: "x", known: ["sort-products"] }],
  "text-empty": [{ column: "text", count: 2 }],
  "text-truncated": [{ column: "text", share: 0.081, maxTokens: 64 }],
  "tokenizer-unreadable": [{ reason: "not an object" }],
  "too-few-rows": [{ rows: 12, needed: 20 }],
  "wire-duplicate": [none],
  "wire-exists": [{ wire: "w1" }],
  "wire-missing": [{ wire: "w1" }],
};

const PARTS: readonly object[] = [
  DATA_CODES,
  DEVICE_CODES,
  DOCUMENT_CODES,
  FILE_CODES,
  HUB_CODES,
  ENCODER_CODES,
  OWN_MODEL_CODES,
  INSTALLATION_CODES,
  PARAMETER_CODES,
  RUN_CODES,
  TEMPLATE_CODES,
  WIRING_CODES,
];
const LANGUAGES: readonly Language[] = ["en", "ru"];

describe("messages", () => {
  it.each(ISSUE_CODES)("%s says what happened and what to do, in both languages", (code) => {
    const samples: readonly object[] = SAMPLES[code];
    expect(samples.length).toBeGreaterThan(0);
    for (const facts of samples) {
      for (const language of LANGUAGES) {
        const { title, fix } = messageOf({ code, facts: facts as never }, language);
        for (const sentence of [title, fix]) {
          expect(sentence).toMatch(/^[^a-zа-я].*[.]$/su);
          expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\{|ё|!|\.\.|\s\s|please/u);
        }
        if (language === "ru") expect(`${title}${fix}`).toMatch(/[а-я]{4}/u);
      }
    }
  });

  it("do not mix languages: English ones hold no Cyrillic but in what is quoted from the data", () => {
    for (const code of ISSUE_CODES.filter((each) => each !== "encoding-guessed")) {
      for (const facts of SAMPLES[code] as readonly object[]) {
        const { title, fix } = messageOf({ code, facts: facts as never }, "en");
        expect(title + fix).not.toMatch(/[а-я]/iu);
      }
    }
  });

  it("stand in one place each", () => {
    const declared = PARTS.flatMap((part) => Object.keys(part));
    expect(declared.filter((code, index) => declared.indexOf(code) !== index)).toEqual([]);
    expect([...declared].sort()).toEqual([...ISSUE_CODES].sort());
  });

  it("of an unknown code name it and own up", () => {
    expect(messageOf({ code: "toString", facts: {} }, "en").title).toContain("toString");
    expect(isIssueCode("toString")).toBe(false);
  });
});

describe("issue", () => {
  it("is an error at its place unless said otherwise", () => {
    expect(issue("table-empty", { node: "a" }, { file: "x" })).toEqual({
      code: "table-empty",
      severity: "error",
      at: { node: "a" },
      facts: { file: "x" },
    });
    expect(issue("column-empty", {}, { column: "x" }, "warning").severity).toBe("warning");
    // @ts-expect-error the code decides which facts are needed
    issue("table-empty", {}, { column: "x" });
  });
});

describe("counting", () => {
  it("follows the rules of each language", () => {
    expect([1, 2, 1240].map((count) => counted(count, "row", "rows"))).toEqual([
      "1 row",
      "2 rows",
      "1,240 rows",
    ]);
    expect(
      [1, 2, 5, 11, 21, 22, 25, 0.5].map((count) => countedRu(count, "строка", "строки", "строк")),
    ).toEqual([
      "1 строка",
      "2 строки",
      "5 строк",
      "11 строк",
      "21 строка",
      "22 строки",
      "25 строк",
      "0,5 строки",
    ]);
  });
  it("lists a few names and counts the rest", () => {
    expect(listed(["a", "b"], "en")).toBe("“a”, “b”");
    expect(listed(["a", "b", "c"], "ru", 2)).toBe("«a», «b» и еще 1");
  });
});
