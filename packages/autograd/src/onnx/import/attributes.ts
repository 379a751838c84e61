/** Attributes of a file's node as plain numbers, texts and tensors. */
import type { AttributeValue } from "../../ir/node.ts";
import type { OnnxAttribute, OnnxNode } from "../model.ts";
import { tensorData } from "./tensor-data.ts";

const decoder = new TextDecoder();

export class NodeAttributes {
  constructor(private readonly node: OnnxNode) {}

  get names(): string[] {
    return [...this.node.attributes.keys()];
  }

  has(name: string): boolean {
    return this.node.attributes.has(name);
  }

  int(name: string, fallback: number): number {
    const value = this.node.attributes.get(name);
    return value?.kind === "int" ? Number(value.value) : fallback;
  }

  float(name: string, fallback: number): number {
    const value = this.node.attributes.get(name);
    return value?.kind === "float" ? value.value : fallback;
  }

  text(name: string, fallback: string): string {
    const value = this.node.attributes.get(name);
    return value?.kind === "string" ? decoder.decode(value.value) : fallback;
  }

  /** null where the attribute is left out. */
  ints(name: string): number[] | null {
    const value = this.node.attributes.get(name);
    return value?.kind === "ints" ? value.value.map(Number) : null;
  }

  /** @throws Error for graphs and lists of texts */
  plain(name: string): AttributeValue {
    const value = this.node.attributes.get(name);
    if (value === undefined) throw new Error(`${this.node.name} has no attribute ${name}.`);
    return plainValue(name, value);
  }
}

function plainValue(name: string, attribute: OnnxAttribute): AttributeValue {
  switch (attribute.kind) {
    case "int":
      return Number(attribute.value);
    case "float":
      return attribute.value;
    case "string":
      return decoder.decode(attribute.value);
    case "ints":
      return attribute.value.map(Number);
    case "floats":
      return attribute.value;
    case "tensor":
      return tensorData(attribute.value);
    case "graph":
    case "strings":
      throw new Error(`The attribute ${name} is of the kind ${attribute.kind}, which no operator here has.`);
  }
}
