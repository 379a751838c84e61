/** Compiles outputs into a forward graph: parameters fixed in the file when values are given or never change, else inputs. */
import type { GraphBuilder } from "./ir/builder.ts";
import type { Value } from "./ir/value.ts";
import { encode } from "./onnx/encode.ts";
import { frozenValues } from "./passes/frozen.ts";

export interface ForwardRequest {
  readonly builder: GraphBuilder;
  readonly outputs: { readonly [name: string]: Value };
  readonly values?: ReadonlyMap<string, Float32Array>;
}

/**
 * @param request.values weights by name; frozen parameters may be left out
 * @throws Error when a weight has the wrong length
 */
export function compileForward({ builder, outputs, values }: ForwardRequest): Uint8Array<ArrayBuffer> {
  for (const { name, dims } of builder.parameters) {
    const data = values?.get(name);
    const size = dims.reduce((product, dim) => product * dim, 1);
    if (data !== undefined && data.length !== size)
      throw new Error(`${name} needs ${size} numbers, got ${data.length}.`);
  }
  const named = Object.entries(outputs).map(([name, value]) => ({ name, value }));
  return encode(builder, { outputs: named, values: new Map([...frozenValues(builder), ...(values ?? [])]) });
}
