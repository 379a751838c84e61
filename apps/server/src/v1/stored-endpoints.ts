/** `PublishedEndpoints` over the database. */
import type { Database, VersionRecord } from "@fuseline/db";
import { z } from "zod";
import { serveRecord } from "../serving/serve-record.ts";
import type { PublishedEndpoints, PublishedVersion } from "./published-endpoints.ts";

/** What an endpoint's owner may change; absent values are the defaults. */
const endpointSettings = z.object({ perMinute: z.number().int().positive().default(600) });

export function storedEndpoints({ endpoints, keys, requests }: Database): PublishedEndpoints {
  return {
    listLive: async () => (await endpoints.listLive()).map(published),
    async live(name) {
      const live = await endpoints.live(name);
      return live === null ? null : published(live);
    },
    keys: (name) => keys.valid(name),
    keyUsed: (id) => keys.used(id),
    logRequest: (entry) => requests.log([entry]),
  };
}

function published({ endpointId, name, version, serve, settings }: VersionRecord): PublishedVersion {
  const { perMinute } = endpointSettings.parse(settings);
  return { endpointId, name, version, serve: serveRecord.parse(serve), perMinute };
}
