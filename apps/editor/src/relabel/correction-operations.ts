/** Corrected labels as an edit of the pipeline: into its corrections block, or into a new one behind the split. */
import { correctRows } from "@fuseline/nodes";
import type { Json, NodeId, Operation, PipelineDocument, RowEdit } from "@fuseline/schema";
import { newNode } from "../canvas/edit/insert-node.ts";
import type { NewId } from "../canvas/edit/new-id.ts";

/** Pixels from the block that the new one follows. */
const BELOW = 150;

/** The column of the right answers, as the pipeline chose it; null where nothing is predicted. */
export function targetColumn({ nodes }: PipelineDocument): string | null {
  for (const { params } of Object.values(nodes)) {
    const roles = (params.roles ?? {}) as { readonly [column: string]: { readonly role: string } };
    const found = Object.entries(roles).find(([, { role }]) => role === "target");
    if (found !== undefined) return found[0];
  }
  return null;
}

/** Null where the pipeline has no place for corrections: no block that sets rows aside. */
export function correctionOperations(
  document: PipelineDocument,
  edits: readonly RowEdit[],
  newId: NewId,
): Operation | null {
  const known = nodeOfKind(document, correctRows.kind);
  if (known !== null) {
    const before = (document.nodes[known]?.params.edits ?? []) as unknown as readonly RowEdit[];
    return { op: "set-param", id: known, name: "edits", value: merged(before, edits) as unknown as Json };
  }
  // Behind the split, so that a changed label does not move rows between its parts.
  const split = nodeOfKind(document, "split-rows");
  const place = split === null ? undefined : document.nodes[split]?.position;
  if (split === null || place === undefined) return null;
  const id = newId("correct-rows");
  const position = { x: place.x, y: place.y + BELOW };
  const node = newNode(correctRows, position, { edits: [...edits] as unknown as Json });
  const leaving = Object.entries(document.wires).filter(
    ([, { from }]) => from.node === split && from.port === "data",
  );
  return {
    op: "batch",
    operations: [
      { op: "add-node", id, node },
      ...leaving.flatMap(([wire, { to, order }]): Operation[] => [
        { op: "remove-wire", id: wire },
        { op: "add-wire", id: newId("wire"), wire: { from: { node: id, port: "data" }, to, order } },
      ]),
      {
        op: "add-wire",
        id: newId("wire"),
        wire: { from: { node: split, port: "data" }, to: { node: id, port: "data" }, order: 0 },
      },
    ],
  };
}

function nodeOfKind({ nodes }: PipelineDocument, kind: string): NodeId | null {
  return Object.entries(nodes).find(([, node]) => node.kind === kind)?.[0] ?? null;
}

/** A cell that was corrected before takes the new value. */
function merged(before: readonly RowEdit[], edits: readonly RowEdit[]): readonly RowEdit[] {
  const isNew = ({ row, column }: RowEdit): boolean =>
    edits.some((edit) => edit.row === row && edit.column === column);
  return [...before.filter((edit) => !isNew(edit)), ...edits];
}
