/** What `resolve` finds out about a document: the type on every wire, parsed parameters, and what is wrong where. */
import type { NodeDefinition, OutputPort } from "./definition.ts";
import type { Endpoint, NodeId, PipelineDocument, WireId } from "./document/document.ts";
import type { Issue } from "./issue.ts";
import type { Json } from "./json.ts";
import type { PortType } from "./ports.ts";

/** A wire that arrives at a port. `type` is absent where its origin does not tell one. */
export interface Arrival {
  readonly wire: WireId;
  readonly from: Endpoint;
  readonly type?: PortType;
}

export interface ResolvedNode {
  readonly id: NodeId;
  /** Absent for a kind that the catalog does not have. */
  readonly definition?: NodeDefinition;
  /** Migrated and parsed; refused and hidden ones have their defaults. */
  readonly params: { readonly [name: string]: Json };
  /** Every declared input, in wire order. */
  readonly arrivals: { readonly [port: string]: readonly Arrival[] };
  /** Accepted types only: what `infer` and `sources` see. */
  readonly inputs: { readonly [port: string]: readonly PortType[] };
  readonly ports: { readonly [port: string]: OutputPort };
  readonly outputs: { readonly [port: string]: PortType };
  /** Own problems only. */
  readonly issues: readonly Issue[];
  /** `broken`: has an error of its own. `blocked`: waits for a broken one; greyed, nothing is repeated. */
  readonly state: "ok" | "broken" | "blocked";
}

export interface Resolved {
  readonly document: PipelineDocument;
  readonly nodes: { readonly [id: NodeId]: ResolvedNode };
  /** Inputs come before what uses them; nodes of a cycle come last. Does not depend on ids where wires decide. */
  readonly order: readonly NodeId[];
  readonly issues: readonly Issue[];
}
