/** One thing that the installation has or lacks. */
import type { Text } from "@fuseline/schema";
import { z } from "zod";

const text = z.object({ en: z.string(), ru: z.string() }) satisfies z.ZodType<Text>;
export const finding = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** Not here, which is no harm: nobody asked for it. */
  lacking: z.boolean().optional(),
  found: text,
  /** What to do where it is not well. */
  advice: text.nullable(),
});
export type Finding = z.infer<typeof finding>;
