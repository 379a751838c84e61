/** Fits an operation made against an older document to today's: what still makes sense is kept, the rest is named. */
import { sameJson } from "../canonical.ts";
import type { PipelineDocument } from "../document/document.ts";
import type { Issue } from "../issue.ts";
import { issue } from "../issues/table.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import { applyOperation } from "./apply-operation.ts";
import { flatten, type Operation, type SingleOperation } from "./operation.ts";

export interface Rebased {
  /** Applies cleanly to the document it was rebased onto. */
  readonly operation: Operation;
  /** Why parts fell away: the node is gone, the wire is there already, somebody changed the value since. */
  readonly dropped: readonly Issue[];
}

export function rebase(document: PipelineDocument, operation: Operation): Rebased {
  const kept: Operation[] = [];
  const dropped: Issue[] = [];
  let current = document;
  for (const part of flatten(operation)) {
    const applied = isStale(current, part) ? null : applyOperation(current, part);
    if (applied === null) dropped.push(changedSince(part));
    else if (applied.ok) {
      kept.push(part);
      current = applied.value.document;
    } else dropped.push(...applied.issues);
  }
  const [only] = kept;
  return {
    operation: kept.length === 1 && only !== undefined ? only : { op: "batch", operations: kept },
    dropped,
  };
}

function isStale(document: PipelineDocument, operation: SingleOperation): boolean {
  if (!("replaces" in operation) || operation.replaces === undefined) return false;
  const now = currentValue(document, operation);
  return now !== undefined && !sameJson(now, operation.replaces);
}

/** The value that the operation would replace; undefined where its node or wire is gone. */
function currentValue(document: PipelineDocument, operation: SingleOperation): Json | undefined {
  switch (operation.op) {
    case "set-param":
    case "unset-param": {
      const node = own(document.nodes, operation.id);
      return node === undefined ? undefined : (own(node.params, operation.name) ?? null);
    }
    case "set-title": {
      const node = own(document.nodes, operation.id);
      return node === undefined ? undefined : (node.title ?? null);
    }
    case "move-node": {
      const node = own(document.nodes, operation.id);
      return node === undefined ? undefined : { x: node.position.x, y: node.position.y };
    }
    case "order-wire":
      return own(document.wires, operation.id)?.order;
    case "set-name":
      return document.name;
    case "set-seed":
      return document.seed;
    case "add-node":
    case "remove-node":
    case "add-wire":
    case "remove-wire":
      return undefined;
  }
}

function changedSince(operation: SingleOperation): Issue {
  const node = "id" in operation ? { node: operation.id } : {};
  const param = "name" in operation && "id" in operation ? { param: operation.name } : {};
  return issue("changed-since", { ...node, ...param }, {}, "hint");
}
