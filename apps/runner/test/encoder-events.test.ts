/** What is heard while a pretrained model is fetched reaches the run's events, on the block that asked for it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hub, Storage } from "@fuseline/data";
import { type StaticHub, serveStaticHub, sharedHub } from "@fuseline/data/hub-testing";
import { pretrainedModels } from "@fuseline/runtime";
import type { RunEventDraft } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, runDocument } from "./testing/run-document.ts";

const shared = sharedHub();
const role = (modality: string, as: "input" | "target" = "input") => ({ role: as, modality, several: false });
const PIPELINE = documentOf(
  {
    sample: { kind: "make-sample", params: { rows: 60 } },
    split: { kind: "split-rows" },
    columns: {
      kind: "choose-columns",
      params: {
        roles: { photo: role("image"), text: role("text"), label: role("category", "target") },
      },
    },
    photos: {
      kind: "encode-image",
      params: { model: { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" } },
    },
    texts: { kind: "encode-text", params: { model: { hub: "fuseline/use-lite-en", revision: "main" } } },
    quick: { kind: "train-baseline" },
  },
  [
    "sample.data > split.data",
    "split.data > columns.data",
    "columns.column:photo > photos.photos",
    "columns.column:text > texts.text",
    "photos.embedding > quick.features",
    "texts.embedding > quick.features",
    "columns.column:label > quick.target",
  ],
);

let folder = "";
let server: StaticHub;
let storage: Storage;
beforeAll(async () => {
  if (shared.folder === null) return;
  folder = await mkdtemp(join(tmpdir(), "fuseline-encoders-"));
  server = await serveStaticHub({ folder: shared.folder, api: true });
  storage = await Storage.open(join(folder, "storage"));
});
afterAll(async () => {
  if (shared.folder === null) return;
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const of = (events: readonly RunEventDraft[], node: string) =>
  events.filter(({ nodeIds }) => nodeIds.length === 1 && nodeIds[0] === node);

describe.skipIf(shared.folder === null)(`models from a hub (${shared.reason} otherwise)`, () => {
  it("are fetched under the eyes of whoever watches the run", async () => {
    const hub = Hub.fromEnvironment(join(folder, "models"), { HF_ENDPOINT: server.endpoint });
    const models: Parameters<typeof runDocument>[2] = (listener) =>
      pretrainedModels({ hub, storage, ...listener });
    const first = await runDocument(PIPELINE, storage, models);
    expect(first.outcome).toMatchObject({ status: "succeeded" });
    const pinned = (events: readonly RunEventDraft[], node: string) =>
      of(events, node).flatMap((event) => (event.type === "log" ? [event.issue] : []));
    for (const node of ["photos", "texts"]) {
      const bytes = of(first.events, node).filter(
        (event) => event.type === "progress" && event.unit === "bytes",
      );
      expect(bytes.at(-1), node).toMatchObject({ done: expect.any(Number) });
      expect(bytes.every((event) => event.type === "progress" && event.done <= event.total)).toBe(true);
    }
    expect(pinned(first.events, "photos").map(({ code, facts }) => [code, facts.model])).toEqual([
      ["model-pinned", "fuseline/mobilenet-v2-imagenet"],
    ]);
    const again = await runDocument(PIPELINE, storage, models);
    expect(again.outcome).toMatchObject({ ran: 0 });
    expect(pinned(again.events, "photos")).toEqual(pinned(first.events, "photos"));
  }, 120_000);
});
