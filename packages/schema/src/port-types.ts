/** Building blocks for `infer`: port types made and read. Sizes: `B` is the batch, `L` a length that data tells. */
import type { ColumnSchema, ColumnSource, Dim, LogitsTask, PortType, RowsId, SpaceId } from "./ports.ts";

type TypeOf<K extends PortType["kind"], T = PortType> = T extends { readonly kind: infer G }
  ? K extends G
    ? T
    : never
  : never;
type FeatureKind = "sequence" | "map" | "embedding" | "tensor";
type FeatureType = TypeOf<"embedding">;

const BATCH = "B";

export function datasetOf(columns: readonly ColumnSchema[], rows: RowsId): PortType {
  return { kind: "dataset", columns, rows };
}

/** The lazy column `name` of the dataset that `node` makes. */
export function columnOf(
  column: ColumnSchema,
  place: { readonly node: string; readonly rows: RowsId },
): PortType {
  const { name, modality, several } = column;
  const source: ColumnSource = { node: place.node, column: name, modality, several, transforms: [] };
  return { kind: "column", modality, several, rows: place.rows, source };
}

/** One vector a row: [B, size]. */
export function embeddingOf(size: Dim, rows: RowsId, space?: SpaceId): PortType {
  return feature("embedding", [BATCH, size], { rows, ...(space === undefined ? {} : { space }) });
}

/** One vector a token: [B, length, size]. */
export function sequenceOf(size: Dim, rows: RowsId, length: Dim = "L"): PortType {
  return feature("sequence", [BATCH, length, size], { rows });
}

function feature(kind: FeatureKind, dims: readonly Dim[], of: { rows: RowsId; space?: SpaceId }): PortType {
  return { kind, dtype: "float32", dims, ...of };
}

/** Scores: [B, classes]; [B] for `match`. `labels`: equal ids mean the same answers in the same order. */
export function logitsOf(
  task: LogitsTask,
  labels: string,
  of: { readonly rows: RowsId; readonly classes?: Dim; readonly target?: ColumnSource },
): PortType {
  const dims: readonly Dim[] = task === "match" ? [BATCH] : [BATCH, of.classes ?? "C"];
  return {
    kind: "logits",
    task,
    labels,
    dims,
    rows: of.rows,
    ...(of.target === undefined ? {} : { target: of.target }),
  };
}

/** Predicted numbers: [B, targets]. */
export function numberOf(targets: number, rows: RowsId, target?: ColumnSource): PortType {
  return { kind: "value", dims: [BATCH, targets], rows, ...(target === undefined ? {} : { target }) };
}

/** Two vectors a row in one space: 2 × [B, size]. */
export function pairsOf(size: Dim, rows: RowsId, space: SpaceId): PortType {
  return { kind: "pairs", dims: [BATCH, size], rows, space };
}

export function lossOf(task: string, rows: RowsId): PortType {
  return { kind: "loss", rows, task };
}

export function modelOf(task: string, rows: RowsId, space?: SpaceId): PortType {
  return { kind: "model", rows, task, ...(space === undefined ? {} : { space }) };
}

export function isFeature(type: PortType | undefined): type is FeatureType {
  return (
    type?.kind === "embedding" || type?.kind === "sequence" || type?.kind === "map" || type?.kind === "tensor"
  );
}

export function isColumn(type: PortType | undefined): type is TypeOf<"column"> {
  return type?.kind === "column";
}

/** Channels of a map, else the last size; `D` where nothing is known. */
export function widthOf(type: PortType | undefined): Dim {
  if (type === undefined || !("dims" in type)) return "D";
  return (type.kind === "map" ? type.dims[1] : type.dims.at(-1)) ?? "D";
}

/** Rows of the first type that has any; the empty id where nothing is wired yet. `resolve` itself compares them (R5). */
export function rowsOf(...lists: readonly (readonly PortType[])[]): RowsId {
  for (const type of lists.flat()) if ("rows" in type) return type.rows;
  return "";
}

/** The same wire with other sizes, such as [.., D] → [.., width]. */
export function withWidth(type: PortType | undefined, width: Dim): PortType {
  if (!isFeature(type)) return embeddingOf(width, rowsOf(type === undefined ? [] : [type]));
  const dims =
    type.kind === "map" ? [BATCH, width, ...type.dims.slice(2)] : [...type.dims.slice(0, -1), width];
  const { space: _left, ...rest } = type;
  return { ...rest, dims };
}
