/** What one published version serves, as it is kept with the version: enough to describe it without opening it. */
import { MODALITIES } from "@fuseline/schema";
import { z } from "zod";

export const servedInput = z.object({
  /** Key in a request's `inputs`. */
  name: z.string(),
  /** Column of the model that it fills. */
  column: z.string(),
  modality: z.enum(MODALITIES),
  several: z.boolean(),
  required: z.boolean(),
});
export type ServedInput = z.infer<typeof servedInput>;

const classes = z.object({ task: z.literal("classes"), column: z.string(), labels: z.array(z.string()) });
const value = z.object({ task: z.literal("value"), names: z.array(z.string()) });
const search = z.object({
  task: z.literal("search"),
  columns: z.array(z.object({ name: z.string(), modality: z.enum(MODALITIES), several: z.boolean() })),
  /** Items in an answer when the request does not say. */
  count: z.number().int().positive(),
});
export const servedOutput = z.discriminatedUnion("task", [classes, value, search]);
export type ServedOutput = z.infer<typeof servedOutput>;

export const serveRecord = z.object({
  manifest: z.string(),
  index: z.string().nullable(),
  inputs: z.array(servedInput),
  output: servedOutput,
});
export type ServeRecord = z.infer<typeof serveRecord>;
