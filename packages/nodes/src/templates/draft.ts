/** A document while it is being composed: nodes with readable ids, wires in the order they are drawn. */
import type { DocumentNode, Endpoint, Field, Json, PipelineDocument, Wire } from "@fuseline/schema";
import { defaultsOf } from "@fuseline/schema";
import { catalog } from "../catalog/catalog.ts";
import { layOut } from "./lay-out.ts";

/** Values that some kind of field can hold; all of them are JSON. */
type Params = { readonly [name: string]: Json | Field["default"] };

export class Draft {
  private readonly nodes = new Map<
    string,
    { readonly kind: string; readonly version: number; readonly params: Params }
  >();
  private readonly wires: Wire[] = [];

  /**
   * Adds a node with every parameter written out, so that later defaults do not change the document.
   * @returns its id: the kind, with a number from the second on
   */
  add(kind: string, params: Params = {}): string {
    const definition = catalog.get(kind);
    if (definition === undefined) throw new Error(`no node kind ${kind}`);
    let id = kind;
    for (let next = 2; this.nodes.has(id); next++) id = `${kind}-${next}`;
    this.nodes.set(id, {
      kind,
      version: definition.version,
      params: { ...defaultsOf(definition.params), ...params },
    });
    return id;
  }

  connect(from: Endpoint, node: string, port: string): void {
    const order = this.wires.filter((wire) => wire.to.node === node && wire.to.port === port).length;
    this.wires.push({ from, to: { node, port }, order });
  }

  finish(head: Pick<PipelineDocument, "name" | "seed"> & { readonly template: string }): PipelineDocument {
    const cards = [...this.nodes].map(([id, node]) => ({ id, ...cardSize(node) }));
    const places = layOut(cards, this.wires);
    const nodes = [...this.nodes].map(([id, node]): [string, DocumentNode] => [
      id,
      { ...node, position: places.get(id) ?? { x: 0, y: 0 } },
    ]);
    return {
      format: "fuseline/pipeline",
      version: 1,
      ...head,
      nodes: Object.fromEntries(nodes),
      wires: Object.fromEntries(this.wires.map((wire, place) => [`w${place + 1}`, wire])),
    };
  }
}

/** Pixels; about what the editor will draw: a header, a row for every port, a preview, a line of state. */
function cardSize({ kind, params }: { readonly kind: string; readonly params: Params }) {
  const definition = catalog.get(kind);
  const dynamic = definition?.dynamicOutputs?.(params as { readonly [name: string]: Json }) ?? {};
  const outputs = Object.keys({ ...definition?.outputs, ...dynamic }).length;
  const rows = Math.max(Object.keys(definition?.inputs ?? {}).length, outputs);
  return { width: 156, height: 150 + rows * 20 };
}
