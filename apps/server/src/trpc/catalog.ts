/** Procedures about ready models: which there are, what they cost and allow, what is on this machine. */
import { CATALOGUE, describeModel } from "@fuseline/data";
import { z } from "zod";
import { installedModels } from "../doctor/examine.ts";
import { ownerProcedure, router } from "./procedure.ts";

const modality = z.enum(["image", "text"]);
const modelRef = z.object({ hub: z.string(), revision: z.string() });
const modelShape = z.object({
  hub: z.string(),
  revision: z.string(),
  modality,
  tier: z.string(),
  bytes: z.number().nullable(),
  width: z.number(),
  parameters: z.number().nullable(),
  languages: z.array(z.string()),
  licence: z.object({
    id: z.string(),
    commercial: z.union([z.boolean(), z.literal("terms")]),
    note: z.object({ en: z.string(), ru: z.string() }).nullable(),
  }),
  installed: z.boolean(),
});

export const catalog = router({
  models: ownerProcedure.output(z.array(modelShape)).query(async ({ ctx: { services } }) => {
    const installed = new Set(await installedModels(services.hub));
    return CATALOGUE.map((entry) => ({
      ...entry,
      revision: entry.revision ?? "main",
      installed: installed.has(entry) || entry.tier === "bundled",
    }));
  }),

  /** Any model of the hub, before anything is downloaded. */
  describe: ownerProcedure
    .input(z.object({ ref: modelRef, modality }))
    .output(z.json())
    .query(async ({ input, signal, ctx: { services } }) => {
      const described = await describeModel(services.hub, input, signal === undefined ? {} : { signal });
      const { note } = described.licence;
      return {
        ...described,
        ref: { ...described.ref },
        licence: { ...described.licence, note: note === null ? null : { ...note } },
        languages: [...described.languages],
      };
    }),
});
