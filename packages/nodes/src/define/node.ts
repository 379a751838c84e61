/** `defineNode`: the one declaration from which form, ports, checks, docs and keys follow. Browser-safe. */
import type {
  Fields,
  Inferred,
  InputPort,
  Json,
  NodeDefinition,
  OutputPort,
  ParamsOf,
  PortType,
  SourceSpec,
} from "@fuseline/schema";

export type Inputs = { readonly [port: string]: InputPort };
export type Outputs = { readonly [port: string]: OutputPort };

/** What `infer` and `sources` see: parsed parameters and the types that arrive on each declared port. */
export interface TypedContext<P extends Fields, I extends Inputs> {
  readonly node: string;
  readonly params: ParamsOf<P>;
  readonly inputs: { readonly [K in keyof I]: readonly PortType[] };
}

/**
 * Data the node needs, by name. One named like an output port is asked for only where that output is wired; one that
 * cannot be told yet (no model chosen, an optional port unwired) is left out.
 */
export type Sources<S extends string> = { readonly [K in S]?: SourceSpec };

/** A small correct use of the node: the standard suite resolves it, and the docs page shows it. */
export interface NodeExample {
  readonly params?: { readonly [name: string]: Json };
  readonly inputs?: { readonly [port: string]: readonly PortType[] };
}

export interface NodeSpec<P extends Fields, I extends Inputs, O extends Outputs, S extends string>
  extends Omit<
    NodeDefinition,
    "params" | "inputs" | "outputs" | "infer" | "sources" | "dynamicOutputs" | "draws" | "migrations"
  > {
  readonly params: P;
  readonly inputs: I;
  readonly outputs: O;
  infer(context: TypedContext<P, I>): Inferred;
  sources?(context: TypedContext<P, I>): Sources<S>;
  dynamicOutputs?(params: ParamsOf<P>): Outputs;
  readonly draws?: boolean;
  readonly migrations?: NodeDefinition["migrations"];
  readonly example: NodeExample;
}

/** A definition of the catalogue: what the schema needs, and an example. */
export interface DefinedNode extends NodeDefinition {
  readonly example: NodeExample;
}

/** A definition that still knows its own parameter, port and source names, for `implement`. */
export interface TypedDefinition<P extends Fields, I extends Inputs, O extends Outputs, S extends string>
  extends DefinedNode {
  readonly params: P;
  readonly inputs: I;
  readonly outputs: O;
  /** Only carries the type. */
  readonly sourceNames?: S;
}

export function defineNode<
  const P extends Fields,
  const I extends Inputs,
  const O extends Outputs,
  S extends string = never,
>(spec: NodeSpec<P, I, O, S>): TypedDefinition<P, I, O, S> {
  // The erased definition receives parameters that `resolve` has already parsed with `spec.params`.
  const erased = spec as unknown as DefinedNode & { params: P; inputs: I; outputs: O };
  return { ...erased, draws: spec.draws ?? false, migrations: spec.migrations ?? [] };
}

export type AnyParams = { readonly [name: string]: Json };
