/** The columns a source reads, and the same source with them replaced: how node ids leave a plan. */
import type { EncoderSpec, SourceSpec } from "../definition.ts";
import type { ColumnSource } from "../ports.ts";

export function columnsOf(spec: SourceSpec): readonly ColumnSource[] {
  switch (spec.source) {
    case "image-model":
    case "pixels":
    case "table":
    case "number-target":
      return spec.columns;
    case "text-model":
    case "onnx-model":
    case "class-target":
    case "pair-key":
      return [spec.column];
    case "tokens":
      return [spec.tokens.column];
    case "tuned-model":
      return columnsOf(spec.encoder);
  }
}

/** Columns changed by `change`; the node that fits a tokeniser is forgotten. */
export function withColumns(spec: SourceSpec, change: (column: ColumnSource) => ColumnSource): SourceSpec {
  switch (spec.source) {
    case "image-model":
    case "pixels":
    case "table":
    case "number-target":
      return { ...spec, columns: spec.columns.map(change) };
    case "text-model":
    case "onnx-model":
    case "class-target":
    case "pair-key":
      return { ...spec, column: change(spec.column) };
    case "tokens":
      return { ...spec, tokens: { ...spec.tokens, node: "", column: change(spec.tokens.column) } };
    case "tuned-model":
      return { ...spec, encoder: withEncoderColumns(spec.encoder, change) };
  }
}

function withEncoderColumns(
  encoder: EncoderSpec,
  change: (column: ColumnSource) => ColumnSource,
): EncoderSpec {
  return encoder.source === "image-model"
    ? { ...encoder, columns: encoder.columns.map(change) }
    : { ...encoder, column: change(encoder.column) };
}

/** Nodes on the way from the table to the source: augmentations and tokenisers. */
export function nodesOfSource(spec: SourceSpec): readonly string[] {
  const transforms = columnsOf(spec).flatMap((column) => column.transforms.map(({ node }) => node));
  return spec.source === "tokens" ? [...transforms, spec.tokens.node] : transforms;
}
