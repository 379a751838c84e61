/** Everything a card shows of the document, in one language; what a run adds comes separately. */
import type { Group, Issue, ResolvedNode } from "@fuseline/schema";
import { type Preview, previewOf } from "../preview/preview-of.ts";
import { cardWidth, portRows, titleWraps } from "./card-layout.ts";
import { nodeSubtitle } from "./node-subtitle.ts";
import {
  inputLabel,
  inputView,
  outputLabel,
  outputView,
  type PortView,
  shownInputs,
  shownOutputs,
} from "./port-view.ts";
import { type Scene, titleOf } from "./scene.ts";
import type { Tint } from "./tint.ts";

export interface NodeView {
  readonly id: string;
  readonly kind: string;
  readonly group: Group;
  readonly title: string;
  readonly subtitle: string;
  readonly icon: string;
  readonly tint: Tint;
  readonly width: number;
  /** Two lines; the subtitle is left out. */
  readonly longTitle: boolean;
  readonly rows: number;
  readonly inputs: readonly PortView[];
  readonly outputs: readonly PortView[];
  readonly preview: Preview;
  readonly issues: readonly Issue[];
  readonly state: ResolvedNode["state"];
}

export type NodeViews = { readonly [id: string]: NodeView };

export function nodeViews(scene: Scene): NodeViews {
  return Object.fromEntries(
    Object.values(scene.resolved.nodes).map((node) => [node.id, nodeView(scene, node)]),
  );
}

function nodeView(scene: Scene, node: ResolvedNode): NodeView {
  const { language } = scene;
  const { id, definition } = node;
  const title = titleOf(scene, id);
  const inputNames = shownInputs(scene, node);
  const outputNames = shownOutputs(scene, node);
  const words = {
    title,
    inputs: inputNames.map((port) => inputLabel(node, port, language)),
    outputs: outputNames.map((port) => outputLabel(node, port, language)),
  };
  const rows = portRows(words);
  const inputs = inputNames.map((port, place) =>
    inputView(scene, node, { port, row: rows.inputs[place] ?? 0 }),
  );
  const outputs = outputNames.map((port, place) =>
    outputView(scene, node, { port, row: rows.outputs[place] ?? 0 }),
  );
  return {
    id,
    kind: scene.resolved.document.nodes[id]?.kind ?? "",
    group: definition?.group ?? "data",
    title,
    subtitle: definition === undefined ? "" : nodeSubtitle(definition, node.params, language),
    icon: definition?.icon ?? "",
    tint: outputs[0]?.tint ?? "fused",
    width: cardWidth(words),
    longTitle: titleWraps(words),
    rows: rows.count,
    inputs,
    outputs,
    preview: previewOf(node),
    issues: node.issues,
    state: node.state,
  };
}
