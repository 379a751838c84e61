/** The model that comes with Fuseline and needs no hub. */
import type { ModelRef } from "@fuseline/schema";

export const BUNDLED_TEXT: ModelRef = { hub: "bundled/use-lite-en", revision: "0.2.0" };

export function isBundled(ref: Pick<ModelRef, "hub">): boolean {
  return ref.hub.startsWith("bundled/");
}
