/** A value: one tensor flowing through a graph, known by dtype and dimensions while the graph is built. */
import type { GraphBuilder } from "./builder.ts";
import type { Node } from "./node.ts";
import type { Dim, Dims, DType, TensorData, TensorType } from "./tensor.ts";

export type Origin =
  | { readonly kind: "input" }
  | { readonly kind: "parameter" }
  | { readonly kind: "random" }
  | { readonly kind: "constant"; readonly tensor: TensorData }
  | { readonly kind: "node"; readonly node: Node };

export interface ValueFields {
  readonly graph: GraphBuilder;
  readonly name: string;
  readonly type: TensorType;
  readonly origin: Origin;
}

export class Value {
  readonly graph: GraphBuilder;
  readonly name: string;
  readonly type: TensorType;
  readonly origin: Origin;

  constructor(fields: ValueFields) {
    this.graph = fields.graph;
    this.name = fields.name;
    this.type = fields.type;
    this.origin = fields.origin;
  }

  get dtype(): DType {
    return this.type.dtype;
  }

  get dims(): Dims {
    return this.type.dims;
  }

  get rank(): number {
    return this.type.dims.length;
  }

  /** The size along a possibly negative axis. */
  dim(axis: number): Dim {
    const dim = this.type.dims[axis < 0 ? axis + this.rank : axis];
    if (dim === undefined) throw new Error(`${this} has no axis ${axis}.`);
    return dim;
  }

  /** The size along an axis, which must be fixed. */
  size(axis: number): number {
    const dim = this.dim(axis);
    if (typeof dim === "number") return dim;
    throw new Error(`Axis ${axis} of ${this} has the symbolic size ${dim}, a fixed one is needed.`);
  }

  toString(): string {
    return `${this.name}: ${this.dtype}[${this.dims.join(", ")}]`;
  }
}
