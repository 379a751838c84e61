/** Everything a gesture can do to a document. Operations are stored in a log, so their shape is a file format. */
import { z } from "zod";
import type { DocumentNode, NodeId, Wire, WireId } from "../document/document.ts";
import {
  idSchema,
  jsonSchema,
  nameSchema,
  nodeSchema,
  orderSchema,
  paramNameSchema,
  positionSchema,
  seedSchema,
  titleSchema,
  wireSchema,
} from "../document/document-schema.ts";
import { shapeIssue } from "../document/parse-document.ts";
import { isPlainJson } from "../document/plain-json.ts";
import { issue } from "../issues/table.ts";
import type { Json } from "../json.ts";
import { accepted, type Result, refused } from "../result.ts";

/**
 * `replaces` stands on inverses only: the value that is being taken back, null where there was none. When somebody
 * has changed it since, taking it back would overwrite their work, so the operation falls away (see `rebase`).
 */
export type Operation =
  | { readonly op: "add-node"; readonly id: NodeId; readonly node: DocumentNode }
  | { readonly op: "remove-node"; readonly id: NodeId }
  | {
      readonly op: "set-param";
      readonly id: NodeId;
      readonly name: string;
      readonly value: Json;
      readonly replaces?: Json;
    }
  /** Back to the default, whatever it will be. */
  | { readonly op: "unset-param"; readonly id: NodeId; readonly name: string; readonly replaces?: Json }
  | {
      readonly op: "set-title";
      readonly id: NodeId;
      readonly title: string | null;
      readonly replaces?: string | null;
    }
  | {
      readonly op: "move-node";
      readonly id: NodeId;
      readonly position: Position;
      readonly replaces?: Position;
    }
  | { readonly op: "add-wire"; readonly id: WireId; readonly wire: Wire }
  | { readonly op: "remove-wire"; readonly id: WireId }
  | { readonly op: "order-wire"; readonly id: WireId; readonly order: number; readonly replaces?: number }
  | { readonly op: "set-name"; readonly name: string; readonly replaces?: string }
  | { readonly op: "set-seed"; readonly seed: number; readonly replaces?: number }
  /** All or nothing, in order. */
  | { readonly op: "batch"; readonly operations: readonly Operation[] };

export type Position = DocumentNode["position"];
export type SingleOperation = Exclude<Operation, { readonly op: "batch" }>;

const MAX_BATCH = 10_000;

const single = [
  z.strictObject({ op: z.literal("add-node"), id: idSchema, node: nodeSchema }),
  z.strictObject({ op: z.literal("remove-node"), id: idSchema }),
  z.strictObject({
    op: z.literal("set-param"),
    id: idSchema,
    name: paramNameSchema,
    value: jsonSchema,
    replaces: jsonSchema.exactOptional(),
  }),
  z.strictObject({
    op: z.literal("unset-param"),
    id: idSchema,
    name: paramNameSchema,
    replaces: jsonSchema.exactOptional(),
  }),
  z.strictObject({
    op: z.literal("set-title"),
    id: idSchema,
    title: titleSchema.nullable(),
    replaces: titleSchema.nullable().exactOptional(),
  }),
  z.strictObject({
    op: z.literal("move-node"),
    id: idSchema,
    position: positionSchema,
    replaces: positionSchema.exactOptional(),
  }),
  z.strictObject({ op: z.literal("add-wire"), id: idSchema, wire: wireSchema }),
  z.strictObject({ op: z.literal("remove-wire"), id: idSchema }),
  z.strictObject({
    op: z.literal("order-wire"),
    id: idSchema,
    order: orderSchema,
    replaces: orderSchema.exactOptional(),
  }),
  z.strictObject({ op: z.literal("set-name"), name: nameSchema, replaces: nameSchema.exactOptional() }),
  z.strictObject({ op: z.literal("set-seed"), seed: seedSchema, replaces: seedSchema.exactOptional() }),
] as const;

export const operationSchema: z.ZodType<Operation> = z.lazy(() =>
  z.discriminatedUnion("op", [
    ...single,
    z.strictObject({ op: z.literal("batch"), operations: z.array(operationSchema).max(MAX_BATCH) }),
  ]),
);

/** An operation from outside; never throws. */
export function parseOperation(json: unknown): Result<Operation> {
  if (!isPlainJson(json)) return refused(issue("document-invalid", {}, { path: "", problem: "json" }));
  const parsed = operationSchema.safeParse(json);
  if (parsed.success) return accepted(parsed.data);
  const [first] = parsed.error.issues.map(shapeIssue);
  return refused(first ?? issue("document-invalid", {}, { path: "", problem: "type" }));
}

/** Batches taken apart, in order. */
export function flatten(operation: Operation): readonly SingleOperation[] {
  return operation.op === "batch" ? operation.operations.flatMap(flatten) : [operation];
}
