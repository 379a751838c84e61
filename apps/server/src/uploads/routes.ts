/** Files come in here: streamed to storage, then known by an opaque id. */
import { ingestUploads, type Storage } from "@fuseline/data";
import type { Database } from "@fuseline/db";
import { issueSchema } from "@fuseline/schema";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { declareRoute } from "../routes/declare-route.ts";
import { receiveFiles } from "./receive-files.ts";

export interface UploadParts {
  readonly database: Database;
  readonly storage: Storage;
}

export function uploadRoutes(app: FastifyInstance, { database, storage }: UploadParts): void {
  declareRoute(app, {
    method: "POST",
    url: "/uploads",
    access: "session",
    query: z.object({ name: z.string().trim().min(1).max(200).default("upload") }),
    reply: z.object({
      uploadId: z.string(),
      files: z.number(),
      bytes: z.number(),
      issues: z.array(issueSchema),
    }),
    handler: async ({ query: { name }, request }) => {
      const received = await receiveFiles(request, storage);
      // Archives among them are opened here, so that everything later sees plain files.
      const { files, issues } = await ingestUploads(storage, received.files, { name });
      const upload = await database.uploads.create({
        kind: "files",
        name,
        bytes: received.bytes,
        manifest: files,
      });
      return { uploadId: upload.id, files: files.count, bytes: received.bytes, issues: [...issues] };
    },
  });
}
