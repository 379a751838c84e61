/** How much memory the values between the nodes of a program take while ONNX Runtime computes it on a processor. */
import type { Node } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import { bytesOf, storageOf } from "./buffers.ts";
import { executionOrder } from "./execution-order.ts";
import type { Program } from "./program.ts";

export interface MemoryPlan {
  /** Most bytes held at once. Leaves and outputs are not among them: they lie in memory of the caller's. */
  readonly peak: number;
  /** Name of the node at which that is. */
  readonly at: string;
}

/** Operators that write over an input of the same size which nothing reads any more. */
const IN_PLACE = new Set([
  ...["Add", "Sub", "Mul", "Div", "Min", "Max", "Sum", "Where"],
  ...["Abs", "Ceil", "Clip", "Cos", "Exp", "Floor", "Log", "Neg", "Not", "Reciprocal", "Sign", "Sin", "Sqrt"],
  ...["Relu", "LeakyRelu", "Elu", "Sigmoid", "HardSigmoid", "Softplus", "Tanh", "Softmax", "LogSoftmax"],
  ...["ScatterND", "ScatterElements"],
]);

/** @throws Error for a value whose size is not known */
export function planMemory({ nodes, outputs }: Program): MemoryPlan {
  const order = executionOrder(nodes);
  const walk = new Walk(order, new Set(outputs.map(({ value }) => value)));
  let plan: MemoryPlan = { peak: 0, at: "" };
  for (const node of order) {
    const bytes = walk.compute(node);
    if (bytes > plan.peak) plan = { peak: bytes, at: node.name };
  }
  return plan;
}

class Walk {
  /** Bytes by the value that holds them, and how often each will still be read. */
  private readonly held = new Map<Value, number>();
  private readonly reads = new Map<Value, number>();
  private readonly storage: (value: Value) => Value;
  private bytes = 0;

  constructor(
    order: readonly Node[],
    private readonly given: ReadonlySet<Value>,
  ) {
    this.storage = storageOf(order);
    for (const { inputs } of order)
      for (const input of inputs) {
        if (input === null) continue;
        const owner = this.storage(input);
        this.reads.set(owner, (this.reads.get(owner) ?? 0) + 1);
      }
  }

  /** @returns bytes held while the node computes */
  compute(node: Node): number {
    const taken = this.reusable(node);
    if (taken !== null) this.free(taken);
    for (const output of node.outputs) {
      // What nothing reads is written and dropped at once, unless the caller asked for it.
      if (this.storage(output) === output && !this.given.has(output)) this.hold(output);
    }
    const during = this.bytes;
    for (const value of [...node.inputs, ...node.outputs]) if (value !== null) this.leave(value, node);
    return during;
  }

  private reusable({ type, inputs, outputs }: Node): Value | null {
    const [output] = outputs;
    if (!IN_PLACE.has(type) || output === undefined || this.given.has(output)) return null;
    for (const input of inputs) {
      const owner = input === null ? null : this.storage(input);
      if (owner === null || this.held.get(owner) !== bytesOf(output)) continue;
      if (this.reads.get(owner) === 1 && owner.dtype === output.dtype) return owner;
    }
    return null;
  }

  private hold(value: Value): void {
    const bytes = bytesOf(value);
    this.held.set(value, bytes);
    this.bytes += bytes;
  }

  private free(owner: Value): void {
    this.bytes -= this.held.get(owner) ?? 0;
    this.held.delete(owner);
  }

  private leave(value: Value, { inputs }: Node): void {
    const owner = this.storage(value);
    const left = (this.reads.get(owner) ?? 0) - (inputs.includes(value) ? 1 : 0);
    this.reads.set(owner, left);
    if (left <= 0) this.free(owner);
  }
}
