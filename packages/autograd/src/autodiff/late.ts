/**
 * Values that come later than they could: equal to what they are made of, and there only when other values are.
 * ONNX has no edges that only order nodes, and the runtime folds, shares and drops what it can see through. So the first
 * number of a value is written over itself, and what is written is chosen by a number that has to be there first.
 */
import type { Attributes, Node } from "../ir/node.ts";
import type { TensorType } from "../ir/tensor.ts";
import { toTensorData } from "../ir/tensor.ts";
import { Value } from "../ir/value.ts";
import { codeOf } from "../onnx/element-type.ts";

interface Made {
  readonly type: string;
  readonly inputs: readonly Value[];
  readonly result: TensorType;
  readonly attributes?: Attributes;
}

/** Makes nodes of one place of a program. */
export class LateNodes {
  readonly nodes: Node[] = [];
  private condition: Value | null = null;
  private readonly made = new Map<Value, Value>();

  /**
   * @param name begins the names of the nodes
   * @param awaited floats that have to be there first; at least one
   */
  constructor(
    private readonly place: { readonly name: string; readonly scope: string },
    private readonly awaited: readonly Value[],
  ) {}

  /** The same numbers under another name; without a copy where nothing else reads them any more. */
  late(value: Value): Value {
    const known = this.made.get(value);
    if (known !== undefined) return known;
    const key = `late${this.made.size}`;
    const one = this.firstOf(value, key);
    const same = this.node(`${key}/Where`, {
      type: "Where",
      inputs: [this.waiting(), one, one],
      result: one.type,
    });
    const inputs = [value, this.origin(value), same];
    const later =
      value.rank === 0
        ? same
        : this.node(`${key}/ScatterND`, { type: "ScatterND", inputs, result: value.type });
    this.made.set(value, later);
    return later;
  }

  /** A truth value that depends on every awaited one; which it is does not matter. */
  private waiting(): Value {
    if (this.condition !== null) return this.condition;
    const numbers = this.awaited.map((value, i) =>
      this.asFloat(this.firstOf(value, `await${i}`), `await${i}`),
    );
    if (numbers.length === 0) throw new Error(`${this.place.name} waits for nothing.`);
    const sum = this.node("Sum", { type: "Sum", inputs: numbers, result: { dtype: "float32", dims: [] } });
    this.condition = this.node("IsNaN", {
      type: "IsNaN",
      inputs: [sum],
      result: { dtype: "bool", dims: [] },
    });
    return this.condition;
  }

  private asFloat(one: Value, key: string): Value {
    if (one.dtype === "float32") return one;
    const attributes = { to: codeOf("float32") };
    const result = { dtype: "float32", dims: [] } as const;
    return this.node(`${key}/Cast`, { type: "Cast", inputs: [one], result, attributes });
  }

  /** The first number of a value, as a scalar. */
  private firstOf(value: Value, key: string): Value {
    const { dtype, rank } = value;
    if (rank === 0) return value;
    const inputs = [value, this.origin(value)];
    return this.node(`${key}/GatherND`, { type: "GatherND", inputs, result: { dtype, dims: [] } });
  }

  private origin({ graph, rank }: Value): Value {
    return graph.tensor(toTensorData(new Array<number>(rank).fill(0), [rank], "int64"));
  }

  private node(name: string, { type, inputs, result, attributes = {} }: Made): Value {
    const outputs: Value[] = [];
    const full = `${this.place.name}/${name}`;
    const node: Node = { name: full, scope: this.place.scope, type, inputs, outputs, attributes };
    const [{ graph }] = inputs as [Value];
    const value = new Value({ graph, name: `${full}:out`, type: result, origin: { kind: "node", node } });
    outputs.push(value);
    this.nodes.push(node);
    return value;
  }
}
