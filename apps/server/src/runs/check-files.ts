/** Whether the files that a pipeline names are in this data folder: a document may have come from elsewhere. */
import {
  type Field,
  type FileRef,
  type FilesRef,
  type Issue,
  issue,
  type Json,
  type PipelineDocument,
} from "@fuseline/schema";
import type { Services } from "../app/services.ts";
import { IssuesFound } from "../border/failure.ts";

/** @throws IssuesFound `file-missing` at every field whose file is not here */
export async function checkFiles(
  { catalog, storage }: Pick<Services, "catalog" | "storage">,
  document: PipelineDocument,
): Promise<void> {
  const missing: Issue[] = [];
  for (const [node, { kind, params }] of Object.entries(document.nodes)) {
    for (const [param, field] of Object.entries(catalog.get(kind)?.params ?? {})) {
      const named = fileIn(field, params[param]);
      if (named !== null && !(await storage.has(named.blob)))
        missing.push(issue("file-missing", { node, param }, { file: named.name }));
    }
  }
  const [first, ...others] = missing;
  if (first !== undefined) throw new IssuesFound([first, ...others]);
}

/** Parsed before: the values have the shape that their fields declare. */
function fileIn(
  field: Field,
  value: Json | undefined,
): { readonly blob: string; readonly name: string } | null {
  if (value === undefined || value === null) return null;
  if (field.field === "file") return value as unknown as FileRef;
  if (field.field !== "files") return null;
  const { manifest, name } = value as unknown as FilesRef;
  return { blob: manifest, name };
}
