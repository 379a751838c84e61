/** The pipeline document: what is drawn on the canvas, nothing about runs. */
import type { Json } from "../json.ts";

export type NodeId = string;
export type WireId = string;

export interface DocumentNode {
  readonly kind: string;
  readonly version: number;
  readonly params: { readonly [name: string]: Json };
  readonly position: { readonly x: number; readonly y: number };
  /** The person's own name for the node; absent means the kind's title. */
  readonly title?: string;
}

export interface Endpoint {
  readonly node: NodeId;
  readonly port: string;
}

export interface Wire {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Place among the wires of a `many` port. */
  readonly order: number;
}

export interface PipelineDocument {
  readonly format: "fuseline/pipeline";
  readonly version: 1;
  readonly name: string;
  readonly seed: number;
  /** Template it was made from, for the guide panel. */
  readonly template?: string;
  readonly nodes: { readonly [id: NodeId]: DocumentNode };
  readonly wires: { readonly [id: WireId]: Wire };
}
