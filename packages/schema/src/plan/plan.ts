/** Shape of a plan; `makePlan` (make-plan.ts) computes it from a resolved document. */
import type { SourceSpec } from "../definition.ts";
import type { Json } from "../json.ts";
import type { PortType } from "../ports.ts";

export interface PlanInput {
  /** Key of the step that made the value, and the port it came out of. */
  readonly key: string;
  readonly port: string;
}

/** One graph-stage node inside a training step, in an order where inputs come first. */
export interface GraphPart {
  readonly node: string;
  readonly kind: string;
  readonly version: number;
  /** Content key: names the random stream of the node, never ids or positions. */
  readonly key: string;
  readonly params: { readonly [name: string]: Json };
  /** Port → outputs of earlier parts, in wire order. */
  readonly inputs: { readonly [port: string]: readonly GraphOutput[] };
  /** Source name → key of the encode step that fulfils it. */
  readonly sources: { readonly [name: string]: string };
}

export interface GraphOutput {
  readonly node: string;
  readonly port: string;
}

export interface StepGraph {
  readonly parts: readonly GraphPart[];
  /** Key of the dataset step whose rows go through the graph. */
  readonly dataset: string;
}

export type NodeStep = Extract<PlanStep, { readonly step: "node" }>;
export type EncodeStep = Extract<PlanStep, { readonly step: "encode" }>;

export type PlanStep =
  | {
      readonly step: "node";
      readonly key: string;
      readonly node: string;
      /** Canvas nodes it stands for: `node`, and others that ask for exactly the same. */
      readonly nodes: readonly string[];
      readonly kind: string;
      readonly version: number;
      readonly params: { readonly [name: string]: Json };
      /** A column arrives as the dataset that holds it; `types` says which column. Graph values are not here. */
      readonly inputs: { readonly [port: string]: readonly PlanInput[] };
      readonly seed: number;
      /** Present on trainers: the graph that ends in the loss wired to them. */
      readonly graph?: StepGraph & { readonly loss: GraphOutput };
      /** Present on other steps with features wired in: the graph that computes them, and what comes into each port. */
      readonly features?: StepGraph & {
        readonly outputs: { readonly [port: string]: readonly GraphOutput[] };
      };
      /** Types of the column inputs; `node` of their source is the key of the dataset step. */
      readonly types: { readonly [port: string]: readonly PortType[] };
    }
  /** Fit a source on training rows and compute it for every row, once. */
  | {
      readonly step: "encode";
      readonly key: string;
      /** Nodes that asked for it. */
      readonly nodes: readonly string[];
      /** Its columns name dataset keys instead of nodes, its transforms no nodes at all. */
      readonly spec: SourceSpec;
      /** Key of the dataset step whose rows are encoded. */
      readonly dataset: string;
      readonly seed: number;
    };

export interface Plan {
  readonly steps: readonly PlanStep[];
  /** Publish-stage nodes: not run, but keyed, so that publishing knows what they need. */
  readonly publish: readonly NodeStep[];
}
