/** Pictures of the person's data for the screen: always re-encoded, never the file as it came. */
import { makeThumbnail, type Storage } from "@fuseline/data";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Refusal } from "../border/refusal.ts";
import { declareRawRoute } from "../routes/declare-route.ts";

/** Bytes; a picture larger than this is not worth decoding for a thumbnail. */
const LARGEST = 200 * 1024 * 1024;

export function mediaRoutes(app: FastifyInstance, storage: Storage): void {
  declareRawRoute(app, {
    method: "GET",
    url: "/media/:blob",
    access: "session",
    params: z.object({ blob: z.string().regex(/^[0-9a-f]{64}$/) }),
    query: z.object({ w: z.coerce.number().int().min(16).max(2048).default(256) }),
    handler: async ({ params: { blob }, query, reply }) => {
      const bytes = await storage.size(blob);
      if (bytes === null || bytes > LARGEST) throw new Refusal("not-found", { facts: { what: blob } });
      const picture = await makeThumbnail(
        await storage.readBytes(blob),
        { maxSide: query.w, format: "webp" },
        { file: `${blob.slice(0, 8)}…` },
      );
      // A blob is named by its content, so what is shown for it never changes.
      return reply
        .header("cache-control", "private, max-age=31536000, immutable")
        .type("image/webp")
        .send(picture);
    },
  });
}
