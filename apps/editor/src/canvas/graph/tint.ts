/** Colour belongs to the data: every port and wire has the colour of its modality up to the fusion, then ink. */
import type { Modality, PortAccept, PortType, Resolved, ResolvedNode } from "@fuseline/schema";

export type Tint = "image" | "text" | "table" | "audio" | "video" | "document" | "fused";

const OF_MODALITY: { readonly [M in Modality]: Tint } = {
  text: "text",
  image: "image",
  number: "table",
  category: "table",
  labels: "table",
  date: "table",
  boolean: "table",
  audio: "audio",
  video: "video",
  document: "document",
  boxes: "image",
  fields: "document",
  identity: "table",
};

export const tintOfModality = (modality: Modality): Tint => OF_MODALITY[modality];

/** Tints of every output of every node. */
export type Tints = { readonly [node: string]: { readonly [port: string]: Tint } };

export function tintsOf({ nodes, order }: Resolved): Tints {
  const tints: { [node: string]: { [port: string]: Tint } } = {};
  for (const id of order) {
    const node = nodes[id];
    if (node === undefined) continue;
    const joined = joinedTint(node, tints);
    tints[id] = Object.fromEntries(
      Object.entries(node.ports).map(([port, { kind }]) => [
        port,
        outputTint(node.outputs[port], kind, joined),
      ]),
    );
  }
  return tints;
}

function outputTint(type: PortType | undefined, kind: PortType["kind"], joined: Tint): Tint {
  if (type?.kind === "column") return tintOfModality(type.modality);
  switch (kind) {
    case "dataset":
    case "column":
      return "table";
    case "tokens":
      return "text";
    case "sequence":
    case "map":
    case "embedding":
    case "tensor":
      return joined;
    default:
      return "fused";
  }
}

/** The one colour that comes in, or ink where several do: answers do not count, they are no part of the features. */
function joinedTint({ arrivals, definition }: ResolvedNode, tints: Tints): Tint {
  const arriving = new Set(
    Object.entries(arrivals)
      .filter(([port]) => definition?.inputs[port]?.supervision !== true)
      .flatMap(([, list]) => list.map(({ from }) => tints[from.node]?.[from.port] ?? "fused")),
  );
  const [only] = arriving;
  return arriving.size === 1 && only !== undefined ? only : "fused";
}

/** Colour of an input that nothing comes into yet. */
export function acceptTint({ kinds, modalities }: PortAccept): Tint {
  if (kinds.includes("dataset")) return "table";
  if (kinds.includes("tokens")) return "text";
  if (!kinds.includes("column")) return "fused";
  const [first] = modalities ?? [];
  return first === undefined ? "table" : tintOfModality(first);
}
