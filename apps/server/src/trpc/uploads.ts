/** Procedures about data that was brought: what it is, and the pipeline that fits it. Files come by POST /uploads. */
import { readManifest } from "@fuseline/data";
import { TEMPLATE_IDS } from "@fuseline/nodes/templates";
import type { FilesRef } from "@fuseline/schema";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { IssuesFound } from "../border/failure.ts";
import { Refusal } from "../border/refusal.ts";
import { newPipeline } from "../prepare/new-pipeline.ts";
import {
  type InputUnderstood,
  SAMPLES,
  understandIngested,
  understandSample,
} from "../prepare/understand-input.ts";
import { ownerProcedure, router } from "./procedure.ts";

const source = z.union([z.object({ uploadId: z.string() }), z.object({ sample: z.enum(SAMPLES) })]);
const modelRef = z.object({ hub: z.string(), revision: z.string().default("main") });
const text = z.object({ en: z.string(), ru: z.string() });

/** As it is in the database: an ingested set of files. */
const filesRef: z.ZodType<FilesRef> = z.object({
  manifest: z.string(),
  name: z.string(),
  count: z.number(),
  bytes: z.number(),
});

export const uploads = router({
  /** Newest first. */
  list: ownerProcedure
    .input(z.object({ limit: z.number().int().min(1).max(200).default(50) }))
    .output(z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number(), createdAt: z.number() })))
    .query(async ({ input, ctx: { services } }) =>
      (await services.database.uploads.list(input.limit)).map(({ id, name, bytes, createdAt }) => ({
        id,
        name,
        bytes,
        createdAt: createdAt.getTime(),
      })),
    ),

  /** What lies in an upload, for fields that hold one file or a set of them. At most 100 files are listed. */
  contents: ownerProcedure
    .input(z.object({ uploadId: z.string() }))
    .output(
      z.object({
        files: filesRef,
        list: z.array(z.object({ path: z.string(), blob: z.string(), bytes: z.number() })),
      }),
    )
    .query(async ({ input, ctx: { services } }) => {
      const files = await uploadedFiles(services, input.uploadId);
      const list = (await readManifest(services.storage, files)).slice(0, 100);
      return { files, list: list.map(({ path, blob, bytes }) => ({ path, blob, bytes })) };
    }),

  /** Columns with their reasons, the guessed answer, photos without rows and rows without photos. */
  understand: ownerProcedure
    .input(source)
    .output(z.json())
    .query(async ({ input, ctx: { services } }) => asJson(await understood(services, input))),

  /** Makes and saves the pipeline of a template for this data. */
  makePipeline: ownerProcedure
    .input(
      z.object({
        source,
        template: z.enum(TEMPLATE_IDS),
        target: z.string().exactOptional(),
        inputs: z.array(z.string()).exactOptional(),
        /** Null: none, learn from scratch. Absent: what is on this machine and suits the data. */
        models: z
          .object({ image: modelRef.nullable().exactOptional(), text: modelRef.nullable().exactOptional() })
          .default({}),
        seed: z.number().int().min(0).default(0),
        settings: z.record(z.string(), z.json()).exactOptional(),
        name: z.string().max(200).exactOptional(),
      }),
    )
    .output(z.object({ pipelineId: z.string(), explanation: z.array(text), models: z.array(z.json()) }))
    .mutation(async ({ input: { source: from, ...wishes }, ctx: { services } }) => {
      const { understanding, examples } = await understood(services, from);
      const made = await newPipeline({ understanding, examples, hub: services.hub }, wishes);
      if (!made.ok) throw new IssuesFound(made.issues);
      const { document, explanation, models } = made.value;
      const pipeline = await services.database.pipelines.create(document);
      return {
        pipelineId: pipeline.id,
        explanation: explanation.map(({ en, ru }) => ({ en, ru })),
        models: models.map(asJson),
      };
    }),
});

/** What was understood is kept with the upload, so that it is done once. */
async function understood(services: Services, from: z.infer<typeof source>): Promise<InputUnderstood> {
  if ("sample" in from) return understandSample(services.storage, from.sample);
  const upload = await uploadOf(services, from.uploadId);
  if (upload.understanding !== null) return upload.understanding as InputUnderstood;
  const files = filesRef.parse(upload.manifest);
  const entries = await readManifest(services.storage, files);
  const found = await understandIngested(services.storage, { files, entries, issues: [] });
  await services.database.uploads.setUnderstanding(upload.id, found);
  return found;
}

async function uploadOf({ database }: Services, id: string) {
  const upload = await database.uploads.get(id);
  if (upload === null) throw new Refusal("not-found", { facts: { what: `upload ${id}` }, where: "uploadId" });
  return upload;
}

async function uploadedFiles(services: Services, id: string): Promise<FilesRef> {
  return filesRef.parse((await uploadOf(services, id)).manifest);
}

/** Leaves out what JSON cannot hold, such as absent fields. */
function asJson(value: unknown): z.core.util.JSONType {
  return JSON.parse(JSON.stringify(value)) as z.core.util.JSONType;
}
