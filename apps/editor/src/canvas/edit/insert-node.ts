/** Puts a new node on the canvas, with every setting written out so that later defaults do not change the document. */
import type { DocumentNode, Json, NodeDefinition, Operation, Position } from "@fuseline/schema";
import { defaultsOf } from "@fuseline/schema";

type Params = { readonly [name: string]: Json };

export function newNode(definition: NodeDefinition, position: Position, params: Params = {}): DocumentNode {
  return {
    kind: definition.kind,
    version: definition.version,
    params: { ...(defaultsOf(definition.params) as Params), ...params },
    position: { x: Math.round(position.x), y: Math.round(position.y) },
  };
}

export function insertNode(
  id: string,
  definition: NodeDefinition,
  position: Position,
): Extract<Operation, { op: "add-node" }> {
  return { op: "add-node", id, node: newNode(definition, position) };
}
