/** Which data a new pipeline is for, as the address says. */
import type { SampleName } from "../start/samples-of.ts";

export type DataSource = { readonly uploadId: string } | { readonly sample: SampleName };

export function sourceIn(search: URLSearchParams): DataSource | null {
  const upload = search.get("upload");
  if (upload !== null) return { uploadId: upload };
  const sample = search.get("sample");
  return sample === "emoji" || sample === "two-parts" ? { sample } : null;
}
