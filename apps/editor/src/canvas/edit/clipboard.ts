/** Copied cards as text, so that they can be pasted into another tab or pipeline. */
import {
  emptyDocument,
  type Operation,
  type PipelineDocument,
  type Position,
  parseDocument,
} from "@fuseline/schema";
import type { NewId } from "./new-id.ts";

/** The chosen nodes and the wires between them, as a document of their own; null when nothing is chosen. */
export function copyText(document: PipelineDocument, ids: readonly string[]): string | null {
  const chosen = new Set(ids);
  const nodes = Object.entries(document.nodes).filter(([id]) => chosen.has(id));
  if (nodes.length === 0) return null;
  const wires = Object.entries(document.wires).filter(
    ([, { from, to }]) => chosen.has(from.node) && chosen.has(to.node),
  );
  const part: PipelineDocument = {
    ...emptyDocument(document.name, document.seed),
    nodes: Object.fromEntries(nodes),
    wires: Object.fromEntries(wires),
  };
  return JSON.stringify(part);
}

export interface Pasted {
  readonly operation: Operation;
  readonly ids: readonly string[];
}

export interface PasteWish {
  readonly text: string;
  /** Where the top left corner of what is pasted goes; absent: a little beside where it was. */
  readonly at?: Position;
  readonly newId: NewId;
}

const ASIDE = 32;

/** Null when the text is no copied part of a pipeline. */
export function paste({ text, at, newId }: PasteWish): Pasted | null {
  const part = readPart(text);
  if (part === null) return null;
  const nodes = Object.entries(part.nodes);
  if (nodes.length === 0) return null;
  const left = Math.min(...nodes.map(([, { position }]) => position.x));
  const top = Math.min(...nodes.map(([, { position }]) => position.y));
  const [dx, dy] = at === undefined ? [ASIDE, ASIDE] : [Math.round(at.x - left), Math.round(at.y - top)];
  const ids = new Map(nodes.map(([id, { kind }]) => [id, newId(kind)]));
  const added = nodes.map(([id, node]): Operation => {
    const position = { x: node.position.x + dx, y: node.position.y + dy };
    return { op: "add-node", id: ids.get(id) ?? id, node: { ...node, position } };
  });
  const wires = Object.values(part.wires).map(({ from, to, order }): Operation => {
    const wire = {
      from: { ...from, node: ids.get(from.node) ?? from.node },
      to: { ...to, node: ids.get(to.node) ?? to.node },
      order,
    };
    return { op: "add-wire", id: newId("w"), wire };
  });
  return { operation: { op: "batch", operations: [...added, ...wires] }, ids: [...ids.values()] };
}

function readPart(text: string): PipelineDocument | null {
  try {
    const parsed = parseDocument(JSON.parse(text));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}
