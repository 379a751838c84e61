/** Everything a card shows of the document, in one language; what a run adds comes separately. */
import {
  acceptWords,
  type Group,
  type InputPort,
  type Issue,
  type Language,
  type OutputPort,
  PORT_KIND_WORDS,
  type Resolved,
  type ResolvedNode,
  typeWords,
} from "@fuseline/schema";
import { cardWidth, portRows, titleWraps } from "./card-layout.ts";
import { nodeSubtitle } from "./node-subtitle.ts";
import { type PortShape, shapeOfAccept, shapeOfKind, shapeOfType } from "./port-shape.ts";
import { acceptTint, type Tint, type Tints } from "./tint.ts";

export interface PortView {
  readonly id: string;
  readonly label: string;
  /** What it carries, in words. */
  readonly carries: string;
  readonly shape: PortShape;
  readonly tint: Tint;
  readonly row: number;
  /** Titles of the nodes at the other ends. */
  readonly connected: readonly string[];
  readonly wrong: boolean;
}

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
  readonly issues: readonly Issue[];
  readonly state: ResolvedNode["state"];
}

export interface Scene {
  readonly resolved: Resolved;
  readonly tints: Tints;
  readonly language: Language;
}

export type NodeViews = { readonly [id: string]: NodeView };

export function nodeViews(scene: Scene): NodeViews {
  return Object.fromEntries(
    Object.values(scene.resolved.nodes).map((node) => [node.id, nodeView(scene, node)]),
  );
}

/** The person's own name for a node, else the kind's. */
export function titleOf({ resolved, language }: Omit<Scene, "tints">, id: string): string {
  const node = resolved.document.nodes[id];
  return node?.title ?? resolved.nodes[id]?.definition?.title[language] ?? node?.kind ?? id;
}

function nodeView(scene: Scene, node: ResolvedNode): NodeView {
  const { language } = scene;
  const { id, definition } = node;
  const title = titleOf(scene, id);
  const inputNames = shownInputs(node);
  const outputNames = shownOutputs(scene, node);
  const words = {
    title,
    inputs: inputNames.map(([, { label }]) => label[language]),
    outputs: outputNames.map(([, { label }]) => label[language]),
  };
  const rows = portRows(words);
  const inputs = inputNames.map(([port], place) =>
    inputView(scene, node, { port, row: rows.inputs[place] ?? 0 }),
  );
  const outputs = outputNames.map(([port], place) =>
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
    issues: node.issues,
    state: node.state,
  };
}

/** Of optional inputs that take the same, one free one is enough: the next appears when it is wired. */
function shownInputs({ definition, arrivals }: ResolvedNode): [string, InputPort][] {
  const free = new Set<string>();
  return Object.entries(definition?.inputs ?? {}).filter(([port, { accept, optional }]) => {
    if (optional !== true || (arrivals[port] ?? []).length > 0) return true;
    const takes = JSON.stringify(accept);
    if (free.has(takes)) return false;
    free.add(takes);
    return true;
  });
}

/** Outputs that carry nothing yet are left out beside those that do. */
function shownOutputs({ resolved }: Scene, node: ResolvedNode): [string, OutputPort][] {
  const wired = new Set(
    Object.values(resolved.document.wires)
      .filter(({ from }) => from.node === node.id)
      .map(({ from }) => from.port),
  );
  const carrying = Object.keys(node.ports).filter(
    (port) => node.outputs[port] !== undefined || wired.has(port),
  );
  return Object.entries(node.ports).filter(([port]) => carrying.length === 0 || carrying.includes(port));
}

interface Placed {
  readonly port: string;
  readonly row: number;
}

function inputView(scene: Scene, node: ResolvedNode, { port, row }: Placed): PortView {
  const { language, tints } = scene;
  const input = node.definition?.inputs[port];
  const arrivals = node.arrivals[port] ?? [];
  const [first] = arrivals;
  const accept = input?.accept ?? { kinds: [] };
  const type = first?.type;
  return {
    id: port,
    label: input?.label[language] ?? port,
    carries: (type === undefined ? acceptWords(accept) : typeWords(type))[language],
    shape: type === undefined ? shapeOfAccept(accept) : shapeOfType(type),
    tint: first === undefined ? acceptTint(accept) : (tints[first.from.node]?.[first.from.port] ?? "fused"),
    row,
    connected: arrivals.map(({ from }) => titleOf(scene, from.node)),
    wrong: node.issues.some(({ at, code }) => at.port === port && code !== "input-missing"),
  };
}

function outputView(scene: Scene, node: ResolvedNode, { port, row }: Placed): PortView {
  const { resolved, tints, language } = scene;
  const type = node.outputs[port];
  const declared = node.ports[port];
  const kind = declared?.kind ?? "tensor";
  const targets = Object.values(resolved.document.wires).filter(
    ({ from }) => from.node === node.id && from.port === port,
  );
  return {
    id: port,
    label: declared?.label[language] ?? port,
    carries: (type === undefined ? PORT_KIND_WORDS[kind] : typeWords(type))[language],
    shape: type === undefined ? shapeOfKind(kind) : shapeOfType(type),
    tint: tints[node.id]?.[port] ?? "fused",
    row,
    connected: targets.map(({ to }) => titleOf(scene, to.node)),
    wrong: false,
  };
}
