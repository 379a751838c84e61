/** An operator of a file that the registry has in this form. */
import type { Attributes } from "../../../ir/node.ts";
import type { Value } from "../../../ir/value.ts";
import { OPERATORS } from "../../../ops/registry.ts";
import { ImportError } from "../import-error.ts";
import type { Use } from "./lowering.ts";

const REGISTERED = new Map(OPERATORS.map((operator) => [operator.type, operator]));
/** Attributes of older forms that say nothing new at these values. */
const PLAIN = new Map<string, unknown>([["spatial", 1]]);

interface Changes {
  /** Attributes beside those of the file. */
  readonly attributes?: Attributes;
  /** Attributes of the file that were seen to already. */
  readonly without?: readonly string[];
  /** How many outputs the node has; default: as many as in the file. */
  readonly outputs?: number;
}

/** @throws ImportError for an operator the registry does not have; Error for an attribute it does not know */
export function registered(use: Use, changes: Changes = {}): readonly Value[] {
  const { g, node, inputs, attributes } = use;
  const { without = [], outputs = node.outputs.length } = changes;
  const operator = REGISTERED.get(node.type);
  if (operator === undefined) {
    const facts = { operator: node.type, node: node.name, detail: "it is not in the registry" };
    throw new ImportError({ obstacle: "unknown", ...facts });
  }
  const known: { [name: string]: Attributes[string] } = { ...changes.attributes };
  for (const name of attributes.names) {
    if (without.includes(name)) continue;
    const value = attributes.plain(name);
    if (name in operator.attributes) known[name] = value;
    else if (PLAIN.get(name) !== value) throw new Error(`its attribute ${name} = ${value} is not supported`);
  }
  return g.op(node.type, inputs, known, outputs);
}
