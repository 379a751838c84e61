/** Shape of a plan; `makePlan` (see make-plan.ts) computes it from a resolved document. */
import type { SourceSpec } from "./definition.ts";
import type { Json } from "./json.ts";
import type { PortType } from "./ports.ts";

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
  readonly inputs: { readonly [port: string]: readonly { readonly node: string; readonly port: string }[] };
  /** Source name → key of the encode step that fulfils it. */
  readonly sources: { readonly [name: string]: string };
}

export type PlanStep =
  | {
      readonly step: "node";
      readonly key: string;
      readonly node: string;
      readonly kind: string;
      readonly version: number;
      readonly params: { readonly [name: string]: Json };
      readonly inputs: { readonly [port: string]: readonly PlanInput[] };
      readonly seed: number;
      /** Present on trainers: the graph that ends in the loss wired to them. */
      readonly graph?: {
        readonly parts: readonly GraphPart[];
        readonly loss: { readonly node: string; readonly port: string };
        readonly dataset: string;
      };
      /** Types of the column inputs, for steps that take columns. */
      readonly types: { readonly [port: string]: readonly PortType[] };
    }
  /** Fit a source on training rows and compute it for every row, once. */
  | {
      readonly step: "encode";
      readonly key: string;
      /** Nodes that asked for it. */
      readonly nodes: readonly string[];
      readonly spec: SourceSpec;
      /** Key of the dataset step whose rows are encoded. */
      readonly dataset: string;
      readonly seed: number;
    };

export interface Plan {
  readonly steps: readonly PlanStep[];
  /** Publish-stage nodes: not run, but keyed, so that publishing knows what they need. */
  readonly publish: readonly Extract<PlanStep, { step: "node" }>[];
}
