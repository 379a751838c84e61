/** Which operators exported models hold, as fixtures/operators/record.py found them. */
import { readFileSync } from "node:fs";

export interface FoundOperators {
  readonly exported?: readonly string[];
  /** With fixed dimensions, after ONNX Runtime has folded all constants. */
  readonly folded?: readonly string[];
  readonly failed?: string;
}

export interface Inventory {
  /** By family, then by exporter and operator set. */
  readonly families: { readonly [family: string]: { readonly [form: string]: FoundOperators } };
  readonly files: { readonly [path: string]: FoundOperators };
}

export function inventory(): Inventory {
  return JSON.parse(
    readFileSync(new URL("../../fixtures/operators/inventory.json", import.meta.url), "utf8"),
  );
}
