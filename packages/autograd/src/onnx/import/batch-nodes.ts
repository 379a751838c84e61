/** Nodes that compute, from the size of a batch, tensors which follow it. */
import { toNumbers } from "../../ir/tensor.ts";
import type { OnnxAttribute, OnnxNode, OnnxTensor } from "../model.ts";
import type { Stretched } from "./batch-tensors.ts";
import { tensorData } from "./tensor-data.ts";

const INT64 = 7;

export class BatchNodes {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  private batch: string | null = null;

  /** @param input an input of the file whose first axis is the batch */
  constructor(private readonly input: string) {}

  /** int64 [1]: how many examples there are; in operators of any operator set. */
  private get size(): string {
    this.batch ??= this.add("Gather", [this.add("Shape", [this.input]), this.integers([0])]);
    return this.batch;
  }

  /** @returns the name of the tensor in full */
  stretch(change: Stretched): string {
    switch (change.kind) {
      case "sizes":
        return this.sizes(change.tensor, change.factors);
      case "rows":
        return this.rows(change.tensor, change.axis);
      case "count":
        return this.count(change);
    }
  }

  private sizes(tensor: OnnxTensor, factors: readonly (number | null)[]): string {
    const known = toNumbers(tensorData(tensor));
    const parts = factors.map((factor, i) =>
      factor === null ? this.integers([known[i] ?? 0]) : this.times(this.size, factor),
    );
    const [only = this.size] = parts;
    if (tensor.dims.length === 0) return this.add("Reshape", [only, this.integers([])]);
    return parts.length === 1 ? only : this.add("Concat", parts, { axis: 0 });
  }

  /** Every example gets the same rows: they are expanded along an axis of their own, which then joins the rows'. */
  private rows({ name, dims }: OnnxTensor, axis: number): string {
    const own = dims[axis] ?? 1;
    const [before, after] = [dims.slice(0, axis), dims.slice(axis + 1)];
    if (own === 1) return this.add("Expand", [name, this.shape(before, after)]);
    const apart = this.add("Reshape", [name, this.integers([...before, 1, own, ...after])]);
    const repeated = this.add("Expand", [apart, this.shape(before, [own, ...after])]);
    return this.add("Reshape", [repeated, this.integers([...before, -1, ...after])]);
  }

  private count({ tensor, axis, step }: Extract<Stretched, { kind: "count" }>): string {
    const ones = this.add("Expand", [this.integers([1]), this.size]);
    const counted = this.add("CumSum", [ones, this.scalar(0)], { exclusive: 1 });
    const column = tensor.dims.map((_, i) => (i === axis ? -1 : 1));
    this.initializers.push(step);
    const further = this.add("Mul", [this.add("Reshape", [counted, this.integers(column)]), step.name]);
    return this.add("Add", [tensor.name, further]);
  }

  /** Sizes with the batch between those before and those after. */
  private shape(before: readonly number[], after: readonly number[]): string {
    const parts = [
      ...(before.length > 0 ? [this.integers(before)] : []),
      this.size,
      ...(after.length > 0 ? [this.integers(after)] : []),
    ];
    return parts.length === 1 ? this.size : this.add("Concat", parts, { axis: 0 });
  }

  private times(name: string, factor: number): string {
    return factor === 1 ? name : this.add("Mul", [name, this.integers([factor])]);
  }

  private integers(numbers: readonly number[]): string {
    return this.constant(numbers, [numbers.length]);
  }

  private scalar(number: number): string {
    return this.constant([number], []);
  }

  private constant(numbers: readonly number[], dims: readonly number[]): string {
    const name = `batch/constant${this.initializers.length}`;
    const data = new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer);
    this.initializers.push({ name, elementType: INT64, dims, data });
    return name;
  }

  private add(
    type: string,
    inputs: readonly string[],
    integers: { readonly [name: string]: number } = {},
  ): string {
    const name = `batch/${type}${this.nodes.length}`;
    const attributes = Object.entries(integers).map(
      ([key, value]) => [key, { kind: "int", value: BigInt(value) }] as [string, OnnxAttribute],
    );
    this.nodes.push({ name, type, domain: "", inputs, outputs: [name], attributes: new Map(attributes) });
    return name;
  }
}
