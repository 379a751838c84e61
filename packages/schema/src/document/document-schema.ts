/** The shape of a document at every border, strict and limited in size. What nodes and wires mean is for `resolve`. */
import { z } from "zod";
import type { Json } from "../json.ts";
import type { DocumentNode, Endpoint, PipelineDocument, Wire } from "./document.ts";
import { isPlainJson } from "./plain-json.ts";

export const MAX_NODES = 1_000;
export const MAX_WIRES = 5_000;
export const MAX_TITLE = 200;
export const MAX_SEED = 0xffff_ffff;

/** Ids of nodes and wires: made by machines, safe as keys, file names and selectors. */
export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const kindSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
export const paramNameSchema = z.string().regex(/^[a-zA-Z][A-Za-z0-9_-]{0,63}$/);
/** Dynamic ports are named after columns, so any text may stand here. */
const portSchema = z.string().min(1).max(500);
export const titleSchema = z.string().min(1).max(MAX_TITLE);
export const nameSchema = z.string().min(1).max(MAX_TITLE);
export const seedSchema = z.number().int().min(0).max(MAX_SEED);
export const jsonSchema: z.ZodType<Json> = z.custom<Json>(isPlainJson);
const coordinate = z.number().min(-1e7).max(1e7);
export const positionSchema = z.strictObject({ x: coordinate, y: coordinate });
const versionSchema = z.number().int().min(1).max(10_000);
export const orderSchema = z.number().int().min(0).max(1_000_000);

export const nodeSchema: z.ZodType<DocumentNode> = z.strictObject({
  kind: kindSchema,
  version: versionSchema,
  params: z.record(paramNameSchema, jsonSchema),
  position: positionSchema,
  title: titleSchema.exactOptional(),
});

const endpointSchema: z.ZodType<Endpoint> = z.strictObject({ node: idSchema, port: portSchema });

export const wireSchema: z.ZodType<Wire> = z.strictObject({
  from: endpointSchema,
  to: endpointSchema,
  order: orderSchema,
});

const atMost =
  (limit: number) =>
  (record: object): boolean =>
    Object.keys(record).length <= limit;

export const documentSchema: z.ZodType<PipelineDocument> = z.strictObject({
  format: z.literal("fuseline/pipeline"),
  version: z.literal(1),
  name: nameSchema,
  seed: seedSchema,
  template: kindSchema.exactOptional(),
  nodes: z.record(idSchema, nodeSchema).refine(atMost(MAX_NODES), `at most ${MAX_NODES}`),
  wires: z.record(idSchema, wireSchema).refine(atMost(MAX_WIRES), `at most ${MAX_WIRES}`),
});
