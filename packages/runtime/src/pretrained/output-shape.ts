/** What an image encoder's output is for one picture, told by its dimensions. */

export type OutputShape =
  | { readonly kind: "vector"; readonly width: number; readonly tokens: 1 }
  | { readonly kind: "tokens" | "grid"; readonly width: number; readonly tokens: number };

/** A vector [D], places [L, D] or a map [K, H, W]; null for anything else, and for nothing at all. */
export function outputShape(dims: readonly number[]): OutputShape | null {
  const [a = 0, b = 0, c = 0] = dims;
  if (dims.includes(0)) return null;
  if (dims.length === 1) return { kind: "vector", width: a, tokens: 1 };
  if (dims.length === 2) return { kind: "tokens", width: b, tokens: a };
  if (dims.length === 3) return { kind: "grid", width: a, tokens: b * c };
  return null;
}
