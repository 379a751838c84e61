/** Everything a port of a card shows, in one language. */
import { acceptWords, type Language, PORT_KIND_WORDS, type ResolvedNode, typeWords } from "@fuseline/schema";
import { type PortShape, shapeOfAccept, shapeOfKind, shapeOfType } from "./port-shape.ts";
import { type Scene, titleOf } from "./scene.ts";
import { acceptTint, type Tint } from "./tint.ts";

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

/**
 * Of optional inputs that take the same, one free one is enough: the next appears when it is wired. Ports that wires
 * name and the node no longer has are shown too, as wrong, so that their wires can be seen and removed.
 */
export function shownInputs({ resolved }: Scene, node: ResolvedNode): readonly string[] {
  const { definition, arrivals } = node;
  const free = new Set<string>();
  const declared = Object.entries(definition?.inputs ?? {}).filter(([port, { accept, optional }]) => {
    if (optional !== true || (arrivals[port] ?? []).length > 0) return true;
    const takes = JSON.stringify(accept);
    if (free.has(takes)) return false;
    free.add(takes);
    return true;
  });
  const wired = Object.values(resolved.document.wires).filter(({ to }) => to.node === node.id);
  return [...new Set([...declared.map(([port]) => port), ...wired.map(({ to }) => to.port)])];
}

/** Outputs that carry nothing yet are left out beside those that do. */
export function shownOutputs({ resolved }: Scene, node: ResolvedNode): readonly string[] {
  const wired = Object.values(resolved.document.wires)
    .filter(({ from }) => from.node === node.id)
    .map(({ from }) => from.port);
  const declared = Object.keys(node.ports);
  const carrying = declared.filter((port) => node.outputs[port] !== undefined || wired.includes(port));
  return [...new Set([...(carrying.length === 0 ? declared : carrying), ...wired])];
}

export function inputLabel({ definition }: ResolvedNode, port: string, language: Language): string {
  return definition?.inputs[port]?.label[language] ?? port;
}

export function outputLabel({ ports }: ResolvedNode, port: string, language: Language): string {
  return ports[port]?.label[language] ?? port;
}

interface Placed {
  readonly port: string;
  readonly row: number;
}

export function inputView(scene: Scene, node: ResolvedNode, { port, row }: Placed): PortView {
  const { language, tints } = scene;
  const input = node.definition?.inputs[port];
  const arrivals = node.arrivals[port] ?? [];
  const [first] = arrivals;
  const accept = input?.accept ?? { kinds: [] };
  const type = first?.type;
  return {
    id: port,
    label: inputLabel(node, port, language),
    carries: (type === undefined ? acceptWords(accept) : typeWords(type))[language],
    shape: type === undefined ? shapeOfAccept(accept) : shapeOfType(type),
    tint: first === undefined ? acceptTint(accept) : (tints[first.from.node]?.[first.from.port] ?? "fused"),
    row,
    connected: arrivals.map(({ from }) => titleOf(scene, from.node)),
    wrong:
      input === undefined || node.issues.some(({ at, code }) => at.port === port && code !== "input-missing"),
  };
}

export function outputView(scene: Scene, node: ResolvedNode, { port, row }: Placed): PortView {
  const { resolved, tints, language } = scene;
  const type = node.outputs[port];
  const declared = node.ports[port];
  const kind = declared?.kind ?? "tensor";
  const targets = Object.values(resolved.document.wires).filter(
    ({ from }) => from.node === node.id && from.port === port,
  );
  return {
    id: port,
    label: outputLabel(node, port, language),
    carries: (type === undefined ? PORT_KIND_WORDS[kind] : typeWords(type))[language],
    shape: type === undefined ? shapeOfKind(kind) : shapeOfType(type),
    tint: tints[node.id]?.[port] ?? "fused",
    row,
    connected: targets.map(({ to }) => titleOf(scene, to.node)),
    wrong: declared === undefined,
  };
}
