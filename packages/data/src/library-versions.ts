/** Versions of the libraries whose results are cached: part of every content key. */
import { sharp } from "./pictures/sharp.ts";

/** A new version of the tokeniser library that cuts texts differently raises this number. */
const TOKENISERS = "0.2.0";

export function libraryVersions(): { readonly [name: string]: string } {
  return { sharp: sharp.versions.sharp ?? "unknown", vips: sharp.versions.vips, tokenisers: TOKENISERS };
}
