/**
 * Keeps the cache under its quota by dropping the arrays that were used longest ago: an encode step makes them again.
 * Reports and models are never dropped, since finished runs and endpoints speak of them.
 */
import type { Arrays } from "./arrays.ts";
import type { Results } from "./results.ts";

export interface EvictionPolicy {
  /** Bytes that arrays may take together. */
  readonly quota: number;
  /** Entries used within this time are never dropped: a running step of any process may still need them. */
  readonly keepSeconds: number;
}

export interface Evicted {
  readonly keys: readonly string[];
  readonly bytes: number;
}

export async function evict(
  stores: { arrays: Arrays; results: Results },
  policy: EvictionPolicy,
): Promise<Evicted> {
  const entries = await stores.arrays.list();
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const youngest = Date.now() - policy.keepSeconds * 1000;
  const keys: string[] = [];
  let bytes = 0;
  for (const entry of [...entries].sort((a, b) => a.used - b.used)) {
    if (total - bytes <= policy.quota || entry.used > youngest) break;
    // The result goes first, so that none ever names arrays that are gone.
    await stores.results.remove(entry.key);
    await stores.arrays.remove(entry.key);
    keys.push(entry.key);
    bytes += entry.bytes;
  }
  return { keys, bytes };
}
