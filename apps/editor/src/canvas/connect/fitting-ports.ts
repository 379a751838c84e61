/** Which ports a wire from or to a given port could go to: a quick look that guides the eye; the drop is checked fully. */
import { accepts, downstreamOf, type Resolved, type ResolvedNode } from "@fuseline/schema";

export interface PortPlace {
  readonly node: string;
  readonly port: string;
}
export type Side = "input" | "output";

export const portKey = ({ node, port }: PortPlace, side: Side): string => `${side} ${node} ${port}`;

/** `side` is that of the port where the wire starts. */
export function fittingPorts(resolved: Resolved, start: PortPlace, side: Side): readonly PortPlace[] {
  return side === "output" ? inputsFor(resolved, start) : outputsFor(resolved, start);
}

function inputsFor({ document, nodes }: Resolved, from: PortPlace): PortPlace[] {
  const origin = nodes[from.node];
  if (origin === undefined) return [];
  const taken = new Set(
    Object.values(document.wires)
      .filter((wire) => wire.from.node === from.node && wire.from.port === from.port)
      .map(({ to }) => `${to.node} ${to.port}`),
  );
  return Object.values(nodes).flatMap((node) =>
    node.id === from.node || downstreamOf(document, node.id).has(from.node)
      ? []
      : Object.entries(node.definition?.inputs ?? {})
          .filter(
            ([port, { accept }]) => carries(origin, from.port, accept) && !taken.has(`${node.id} ${port}`),
          )
          .map(([port]) => ({ node: node.id, port })),
  );
}

function outputsFor({ document, nodes }: Resolved, to: PortPlace): PortPlace[] {
  const accept = nodes[to.node]?.definition?.inputs[to.port]?.accept;
  if (accept === undefined) return [];
  const after = downstreamOf(document, to.node);
  return Object.values(nodes).flatMap((node) =>
    node.id === to.node || after.has(node.id)
      ? []
      : Object.keys(node.ports)
          .filter((port) => carries(node, port, accept))
          .map((port) => ({ node: node.id, port })),
  );
}

function carries(node: ResolvedNode, port: string, accept: Parameters<typeof accepts>[0]): boolean {
  const type = node.outputs[port];
  if (type !== undefined) return accepts(accept, type);
  const kind = node.ports[port]?.kind;
  return kind !== undefined && accept.kinds.includes(kind);
}
