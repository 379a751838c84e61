/** What a version takes and gives, from its manifest. */
import type { Manifest, StoredIndex } from "@fuseline/runtime";
import type { BlobId, Modality, Table } from "@fuseline/schema";
import type { ServedInput, ServeRecord } from "../serving/serve-record.ts";

export function predictingVersion(manifest: Manifest, blob: BlobId): ServeRecord {
  const { head } = manifest;
  const inputs = manifest.inputs.map((input) => ({ ...input, name: input.column }));
  switch (head.task) {
    case "classes":
      return {
        manifest: blob,
        index: null,
        inputs,
        output: { task: "classes", column: head.column, labels: [...head.labels] },
      };
    case "value":
      return { manifest: blob, index: null, inputs, output: { task: "value", names: [...head.names] } };
    case "pairs":
      throw new Error("a pairing model is published with its index");
  }
}

/**
 * A search takes a photo or words, under the names of the columns and under the plain names `photo` and `text`, so
 * that a caller need not know the columns.
 */
export function searchingVersion(
  manifest: Manifest,
  { blob, index, table }: { blob: BlobId; index: StoredIndex; table: Table },
): ServeRecord {
  const inputs: ServedInput[] = manifest.inputs.map((input) => ({
    ...input,
    name: input.column,
    required: false,
  }));
  for (const [name, modality] of PLAIN_NAMES) {
    const meant = inputs.find((input) => input.modality === modality);
    if (meant === undefined || inputs.some((input) => input.name === name)) continue;
    inputs.push({ ...meant, name });
  }
  return {
    manifest: index.manifest,
    index: blob,
    inputs,
    output: {
      task: "search",
      columns: table.columns.map(({ name, modality, several }) => ({ name, modality, several })),
      count: index.count,
    },
  };
}

const PLAIN_NAMES: readonly (readonly [string, Modality])[] = [
  ["photo", "image"],
  ["text", "text"],
];
