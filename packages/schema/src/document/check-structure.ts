/** What every document keeps whatever is done to it: wires have two ends, none is drawn twice, none closes a circle. */

import type { Issue } from "../issue.ts";
import { issue } from "../issues/table.ts";
import { own } from "../own.ts";
import { orderNodes } from "../topology.ts";
import type { Endpoint, PipelineDocument } from "./document.ts";

export function structureIssues(document: PipelineDocument): readonly Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const { from, to } of Object.values(document.wires)) {
    for (const { node } of [from, to]) {
      if (own(document.nodes, node) === undefined) issues.push(issue("node-missing", { node }, { node }));
    }
    const ends = wireKey({ from, to });
    if (seen.has(ends)) issues.push(issue("wire-duplicate", { node: to.node, port: to.port }, {}));
    seen.add(ends);
  }
  const { unordered } = orderNodes(document);
  const [node] = unordered;
  return node === undefined ? issues : [...issues, issue("cycle", { node }, { nodes: unordered })];
}

/** Equal for wires between the same two ports. */
export function wireKey({ from, to }: { readonly from: Endpoint; readonly to: Endpoint }): string {
  return JSON.stringify([from.node, from.port, to.node, to.port]);
}
