/** Brings a document of an older format version up to today's. */
import type { Issue } from "../issue.ts";
import { issue } from "../issues/table.ts";
import type { Json } from "../json.ts";
import { accepted, type Result, refused } from "../result.ts";

export const DOCUMENT_VERSION = 1;

type Members = { readonly [name: string]: Json };

/** `migrations[n]` turns version n into n + 1. A fixture of every version lies in `fixtures/`. */
export interface DocumentFormat {
  readonly version: number;
  readonly migrations: { readonly [from: number]: (document: Members) => Members };
}

export const CURRENT_FORMAT: DocumentFormat = { version: DOCUMENT_VERSION, migrations: {} };

export function migrateDocument(document: Members, format: DocumentFormat = CURRENT_FORMAT): Result<Members> {
  const { version } = document;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) return refused(noVersion());
  if (version > format.version)
    return refused(issue("document-newer", {}, { version, known: format.version }));
  let migrated = document;
  for (let from = version; from < format.version; from += 1) {
    const step = format.migrations[from];
    if (step === undefined) throw new Error(`documents have no migration from version ${from}`);
    migrated = { ...step(migrated), version: from + 1 };
  }
  return accepted(migrated);
}

function noVersion(): Issue {
  return issue("document-invalid", {}, { path: "version", problem: "type" });
}
