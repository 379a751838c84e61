/** What can be put on the canvas: kinds that run. The others are known, so that documents that name them still open. */
import type { NodeDefinition } from "@fuseline/schema";
import { definitions } from "./catalog.ts";

/** Declared, not yet implemented; a test keeps this list true. */
const NOT_YET: ReadonlySet<string> = new Set([]);

export const offered: readonly NodeDefinition[] = definitions.filter(({ kind }) => !NOT_YET.has(kind));
