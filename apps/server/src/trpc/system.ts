/** Procedures about the installation: who works, on what, what is wrong. */
import { z } from "zod";
import { examine } from "../doctor/examine.ts";
import { finding } from "../doctor/finding.ts";
import { ownerProcedure, router } from "./procedure.ts";

export const system = router({
  info: ownerProcedure
    .output(
      z.object({
        dataFolder: z.string(),
        address: z.string(),
        versions: z.record(z.string(), z.string()),
        pid: z.number(),
      }),
    )
    .query(({ ctx: { services } }) => ({
      dataFolder: services.settings.dataFolder,
      address: services.address(),
      versions: { ...services.engines },
      pid: process.pid,
    })),

  runners: ownerProcedure
    .output(
      z.array(
        z.object({
          id: z.string(),
          host: z.string(),
          device: z.string(),
          threads: z.number(),
          memory: z.number(),
          /** 0 to 1; null while it has not said yet. */
          busy: z.number().nullable(),
          memoryUsed: z.number().nullable(),
          runId: z.string().nullable(),
        }),
      ),
    )
    .query(({ ctx: { services } }) => services.database.runners.alive()),

  doctor: ownerProcedure.output(z.array(finding)).query(({ ctx: { services } }) =>
    examine({
      settings: services.settings,
      environment: process.env,
      versions: services.engines,
      hub: services.hub,
      running: true,
    }),
  ),
});
