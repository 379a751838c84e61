/** Whether a type may go into an input: rules R1, R3 and R4. R2 is an input that lists several kinds. */
import type { Modality, PortAccept, PortKind, PortType } from "./ports.ts";

const TENSOR_KINDS: ReadonlySet<PortKind> = new Set(["tokens", "sequence", "map", "embedding", "tensor"]);

/** R4: a column of the first may stand where one of the second is asked. */
const READ_AS: { readonly [M in Modality]?: readonly Modality[] } = {
  boolean: ["category"],
  category: ["labels", "text"],
};

export function accepts(accept: PortAccept, type: PortType): boolean {
  const kindFits =
    accept.kinds.includes(type.kind) || (accept.kinds.includes("tensor") && TENSOR_KINDS.has(type.kind));
  return kindFits && (type.kind !== "column" || modalityFits(accept, type.modality));
}

function modalityFits({ modalities }: PortAccept, modality: Modality): boolean {
  if (modalities === undefined || modalities.includes(modality)) return true;
  return (READ_AS[modality] ?? []).some((other) => modalities.includes(other));
}
