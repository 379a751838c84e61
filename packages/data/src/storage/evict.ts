/** Keeps the cache under its quota by dropping what was used longest ago and can be made again. */
import type { Arrays } from "./arrays.ts";
import type { Results } from "./results.ts";

export interface EvictionPolicy {
  /** Bytes that arrays and results may take together. */
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
  const entries = new Map<string, { bytes: number; used: number }>();
  for (const entry of [...(await stores.arrays.list()), ...(await stores.results.list())]) {
    const seen = entries.get(entry.key);
    entries.set(entry.key, {
      bytes: entry.bytes + (seen?.bytes ?? 0),
      used: Math.max(entry.used, seen?.used ?? 0),
    });
  }
  let total = 0;
  for (const entry of entries.values()) total += entry.bytes;
  const youngest = Date.now() - policy.keepSeconds * 1000;
  const keys: string[] = [];
  let bytes = 0;
  for (const [key, entry] of [...entries].sort((a, b) => a[1].used - b[1].used)) {
    if (total - bytes <= policy.quota || entry.used > youngest) break;
    // The result goes first, so that none ever names arrays that are gone.
    await stores.results.remove(key);
    await stores.arrays.remove(key);
    keys.push(key);
    bytes += entry.bytes;
  }
  return { keys, bytes };
}
