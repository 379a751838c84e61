/** Reads documents from outside. Whatever comes, the answer is a document or issues, never an exception. */
import type { z } from "zod";
import type { Issue } from "../issue.ts";
import { issue } from "../issues/table.ts";
import type { Json } from "../json.ts";
import { accepted, type Result, refused } from "../result.ts";
import { structureIssues } from "./check-structure.ts";
import type { PipelineDocument } from "./document.ts";
import { documentSchema } from "./document-schema.ts";
import { DOCUMENT_VERSION, migrateDocument } from "./migrate-document.ts";
import { isPlainJson } from "./plain-json.ts";

const MAX_CHARACTERS = 32_000_000;
const MAX_ISSUES = 20;

/** Migrated, then parsed, then checked for structure. */
export function parseDocument(json: unknown): Result<PipelineDocument> {
  if (!isPlainJson(json)) return refused(invalid("", "json"));
  if (!isRecord(json) || json.format !== "fuseline/pipeline") return refused(invalid("format", "format"));
  const migrated = migrateDocument(json);
  if (!migrated.ok) return migrated;
  const parsed = documentSchema.safeParse(migrated.value);
  if (!parsed.success) return refusedByShape(parsed.error);
  const [first, ...others] = structureIssues(parsed.data);
  return first === undefined ? accepted(parsed.data) : refused(first, ...others.slice(0, MAX_ISSUES));
}

/** The same from the text of a file. */
export function readDocument(text: string): Result<PipelineDocument> {
  if (text.length > MAX_CHARACTERS) return refused(invalid("", "size"));
  try {
    return parseDocument(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return refused(invalid("", "json"));
    throw error;
  }
}

/** Text that `readDocument` reads back, readable in a diff. */
export function writeDocument(document: PipelineDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

export function emptyDocument(name: string, seed: number): PipelineDocument {
  return { format: "fuseline/pipeline", version: DOCUMENT_VERSION, name, seed, nodes: {}, wires: {} };
}

function refusedByShape(error: z.ZodError): Result<PipelineDocument> {
  const [first, ...others] = error.issues.slice(0, MAX_ISSUES).map(shapeIssue);
  return refused(first ?? invalid("", "type"), ...others);
}

/** zod's finding as an issue at its place; a place inside a node is the node's. */
export function shapeIssue(found: z.core.$ZodIssue): Issue {
  const path = found.path.map(String);
  const problem = found.code === "unrecognized_keys" ? "unknown" : found.code === "too_big" ? "size" : "type";
  const named = found.code === "unrecognized_keys" ? [...path, found.keys.join(", ")] : path;
  const [list, id] = path;
  return issue("document-invalid", list === "nodes" && id !== undefined ? { node: id } : {}, {
    path: named.join(".").slice(0, 200),
    problem,
  });
}

function invalid(path: string, problem: "json" | "format" | "size" | "type"): Issue {
  return issue("document-invalid", {}, { path, problem });
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
