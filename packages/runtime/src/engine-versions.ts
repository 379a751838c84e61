/** Versions of everything that computes: part of every content key, and written into every manifest. */
import { libraryVersions } from "@fuseline/data";
import { env } from "onnxruntime-node";

/** Raised when our own code computes something else from the same parameters. */
const FUSELINE = "6";

export function engineVersions(): { readonly [name: string]: string } {
  return { fuseline: FUSELINE, onnxruntime: env.versions.node ?? env.versions.common, ...libraryVersions() };
}
