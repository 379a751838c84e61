/** Colour of a block that is not wired yet: by the data it is made for. */
import type { NodeDefinition } from "@fuseline/schema";
import { acceptTint, type Tint } from "../graph/tint.ts";

export function blockTint({ inputs, outputs, group }: NodeDefinition): Tint {
  const [input] = Object.values(inputs);
  if (group === "data" || group === "prepare" || group === "encoder") {
    if (input !== undefined) return acceptTint(input.accept);
    return Object.values(outputs)[0]?.kind === "dataset" ? "table" : "fused";
  }
  return "fused";
}
