/** Everything a wire shows of the document. */
import type { Issue, Language, Resolved, WireId } from "@fuseline/schema";
import type { Tint, Tints } from "./tint.ts";
import { wireLabel } from "./wire-label.ts";

export interface WireView {
  readonly label: string;
  readonly tint: Tint;
  /** Joined data: ink, and a little thicker. */
  readonly fused: boolean;
  readonly wrong: boolean;
  /** Place among the wires that leave the same node, so that they do not lie on each other. */
  readonly lane: number;
}

export type WireViews = { readonly [wire: WireId]: WireView };

export function wireViews({
  resolved,
  tints,
  language,
}: {
  readonly resolved: Resolved;
  readonly tints: Tints;
  readonly language: Language;
}): WireViews {
  const { document, nodes } = resolved;
  const lanes = lanesOf(resolved);
  const labelled = new Set<string>();
  return Object.fromEntries(
    Object.entries(document.wires).map(([id, { from, to }]): [WireId, WireView] => {
      const tint = tints[from.node]?.[from.port] ?? "fused";
      const type = nodes[from.node]?.outputs[from.port];
      const wrong = (nodes[to.node]?.issues ?? []).some((issue) => isAbout(issue, to.port));
      const text = wireLabel(type, language);
      // One label for all wires out of a port, and for wires that run side by side and carry the same.
      const said = [JSON.stringify(from), JSON.stringify([from.node, to.node, text])];
      const label = said.some((each) => labelled.has(each)) ? "" : text;
      for (const each of said) labelled.add(each);
      return [id, { label, tint, fused: tint === "fused", wrong, lane: lanes.get(id) ?? 0 }];
    }),
  );
}

const isAbout = ({ at, code, severity }: Issue, port: string): boolean =>
  severity === "error" && at.port === port && code !== "input-missing";

const LANE = 8;

function lanesOf({ document, nodes }: Resolved): ReadonlyMap<WireId, number> {
  const leaving = new Map<string, { id: WireId; row: number }[]>();
  for (const [id, { from }] of Object.entries(document.wires)) {
    const row = Object.keys(nodes[from.node]?.ports ?? {}).indexOf(from.port);
    leaving.set(from.node, [...(leaving.get(from.node) ?? []), { id, row }]);
  }
  const lanes = new Map<WireId, number>();
  for (const wires of leaving.values()) {
    wires.sort((a, b) => b.row - a.row);
    const rows = [...new Set(wires.map(({ row }) => row))];
    for (const { id, row } of wires) lanes.set(id, rows.indexOf(row) * LANE);
  }
  return lanes;
}
