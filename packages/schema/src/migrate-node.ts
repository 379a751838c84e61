/** Brings the parameters of an older kind version up to the catalog's. */
import type { Catalog, NodeDefinition } from "./definition.ts";
import type { DocumentNode, NodeId, PipelineDocument } from "./document/document.ts";
import type { Issue } from "./issue.ts";
import { issue } from "./issues/table.ts";
import type { Json } from "./json.ts";

export interface MigratedParams {
  readonly params: { readonly [name: string]: Json };
  /** `kind-newer` when the node was made by a later catalog. */
  readonly issues: readonly Issue[];
}

/** @throws Error when the definition lacks a migration it needs; the catalogue's tests find that. */
export function migrateParams(id: NodeId, node: DocumentNode, definition: NodeDefinition): MigratedParams {
  const { kind, version: known } = definition;
  if (node.version > known) {
    return {
      params: node.params,
      issues: [issue("kind-newer", { node: id }, { kind, version: node.version, known })],
    };
  }
  let params = node.params;
  for (let version = node.version; version < known; version += 1) {
    const step = definition.migrations.find((migration) => migration.from === version);
    if (step === undefined) throw new Error(`${kind} has no migration from version ${version}`);
    params = step.migrate(params);
  }
  return { params, issues: [] };
}

/** The same document with every node at its kind's current version. Unknown and newer kinds stay as they are. */
export function migrateNodes(document: PipelineDocument, catalog: Catalog): PipelineDocument {
  const nodes = Object.entries(document.nodes).map(([id, node]): [NodeId, DocumentNode] => {
    const definition = catalog.get(node.kind);
    if (definition === undefined || node.version >= definition.version) return [id, node];
    return [id, { ...node, version: definition.version, params: migrateParams(id, node, definition).params }];
  });
  return { ...document, nodes: Object.fromEntries(nodes) };
}
