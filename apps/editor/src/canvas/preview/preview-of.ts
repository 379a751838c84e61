/** What a card can show of its data, by what goes in and out of it; never by its kind. */
import { isTrainer, type PortType, type ResolvedNode } from "@fuseline/schema";

export type Preview =
  | { readonly show: "none" }
  /** Rows of the dataset that the node itself makes, out of `port`. */
  | {
      readonly show: "rows";
      readonly node: string;
      readonly port: string;
      /** The columns go through unchanged, so that what the node does to the rows is what matters. */
      readonly sameColumns: boolean;
    }
  /** One column of a dataset that another node made. */
  | {
      readonly show: "pictures" | "words";
      readonly node: string;
      readonly column: string;
    }
  | { readonly show: "curve" }
  | { readonly show: "loss" }
  | { readonly show: "metrics" };

const NONE: Preview = { show: "none" };

export function previewOf({ id, definition, inputs, ports, outputs: outputTypes }: ResolvedNode): Preview {
  if (definition === undefined) return NONE;
  if (isTrainer(definition)) return { show: "curve" };
  const outputs = Object.entries(ports);
  if (outputs.some(([, { kind }]) => kind === "loss")) return { show: "loss" };
  if (outputs.some(([, { kind }]) => kind === "metrics")) return { show: "metrics" };
  const dataset = outputs.find(([, { kind }]) => kind === "dataset");
  if (dataset !== undefined && definition.stage === "step") {
    const [port] = dataset;
    const same = sameColumns(outputTypes[port], Object.values(inputs).flat());
    return { show: "rows", node: id, port, sameColumns: same };
  }
  if (definition.group !== "encoder" && definition.group !== "prepare") return NONE;
  for (const type of Object.values(inputs).flat()) {
    if (type.kind === "column" && (type.modality === "image" || type.modality === "text")) {
      const { node, column } = type.source;
      return { show: type.modality === "image" ? "pictures" : "words", node, column };
    }
    if (type.kind === "tokens")
      return { show: "words", node: type.source.column.node, column: type.source.column.column };
  }
  return NONE;
}

function sameColumns(output: PortType | undefined, inputs: readonly PortType[]): boolean {
  const [input] = inputs.filter(({ kind }) => kind === "dataset");
  if (output?.kind !== "dataset" || input?.kind !== "dataset") return false;
  return JSON.stringify(output.columns) === JSON.stringify(input.columns);
}
