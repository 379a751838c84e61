/** Short forms for declaring ports. */
import type { InputPort, Modality, OutputPort, PortKind, Text } from "@fuseline/schema";

type PortOptions = Pick<InputPort, "many" | "optional" | "supervision">;

/** An input for values of one of `kinds`. */
export const input = (kinds: readonly PortKind[], label: Text, options: PortOptions = {}): InputPort => ({
  label,
  accept: { kinds },
  ...options,
});

/** An input for columns of one of `modalities`; what converts silently (a category is also text) is listed too. */
export const columnInput = (
  modalities: readonly Modality[],
  label: Text,
  options: PortOptions = {},
): InputPort => ({ label, accept: { kinds: ["column"], modalities }, ...options });

export const output = (kind: PortKind, label: Text): OutputPort => ({ kind, label });

/** What counts as text: a category is read by its name. */
export const TEXTUAL = ["text", "category"] as const satisfies readonly Modality[];
/** What a table encoder reads. */
export const TABULAR = ["number", "category", "date", "boolean"] as const satisfies readonly Modality[];
/** What can be an answer out of a list. */
export const CATEGORICAL = ["category", "boolean"] as const satisfies readonly Modality[];
