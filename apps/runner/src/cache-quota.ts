/** After a run, drops the features that were used longest ago while the cache takes more disk than it may. */
import { Storage } from "@fuseline/data";

const GIB = 2 ** 30;
/** Whatever a run of any machine may be working with. */
const IN_USE_SECONDS = 6 * 3600;

/** @param gib GiB that features may take, from `FUSELINE_CACHE_GIB`; undefined: as much as there is */
export async function keepCacheQuota(folder: string, gib: string | undefined): Promise<void> {
  const quota = Number(gib) * GIB;
  if (gib === undefined || !Number.isFinite(quota)) return;
  const storage = await Storage.open(folder);
  await storage.evict({ quota, keepSeconds: IN_USE_SECONDS });
}
