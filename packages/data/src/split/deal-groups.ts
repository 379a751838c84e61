/** Deals whole groups to the parts, as near to the shares as their sizes allow. */
import type { Split } from "@fuseline/schema";
import { hashPlace, type Shares } from "./deal-rows.ts";

/**
 * Groups come in the order of their hashes; each goes to the test, then to validation, while that brings the part
 * nearer to its share of rows. Every part that is asked for gets a group as long as there are enough.
 * @param names group of each row
 */
export function dealGroups(names: readonly string[], request: Shares & { readonly seed: number }): Split[] {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const order = [...sizes.keys()]
    .map((name) => ({ name, place: hashPlace(request.seed, name) }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
  const parts = new Map<string, Split>();
  for (const part of ["test", "validation"] as const) {
    const wanted = names.length * request[part];
    let dealt = 0;
    for (const name of order) {
      const size = sizes.get(name) ?? 0;
      const left = order.length - parts.size;
      // Training must keep a group, and so must the part that is still to come.
      if (parts.has(name) || left <= (part === "test" && request.validation > 0 ? 2 : 1)) continue;
      const nearer = Math.abs(dealt + size - wanted) < Math.abs(dealt - wanted);
      if (nearer) {
        parts.set(name, part);
        dealt += size;
      }
    }
    if (dealt === 0 && wanted > 0) addSmallest(order, { parts, sizes, part });
  }
  return names.map((name) => parts.get(name) ?? "train");
}

/** Every group is more than twice the share: the smallest does the least harm. */
function addSmallest(
  order: readonly string[],
  { parts, sizes, part }: { parts: Map<string, Split>; sizes: ReadonlyMap<string, number>; part: Split },
): void {
  const free = order.filter((name) => !parts.has(name));
  if (free.length < 2) return;
  const smallest = free.reduce((best, name) =>
    (sizes.get(name) ?? 0) < (sizes.get(best) ?? 0) ? name : best,
  );
  parts.set(smallest, part);
}
