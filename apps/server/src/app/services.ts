/** What the routes work with; made once when the server starts. */
import type { Hub, Storage, TableCache } from "@fuseline/data";
import type { Database } from "@fuseline/db";
import type { JobQueue } from "@fuseline/queue";
import type { Catalog } from "@fuseline/schema";
import type { Publisher } from "../publishing/publisher.ts";
import type { RunsOnTrial } from "../publishing/run-on-trial.ts";
import type { Answering } from "../serving/answering.ts";
import type { Settings } from "../settings/settings.ts";

export interface Services {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly storage: Storage;
  /** Stored tables, the last few of them read once. */
  readonly tables: TableCache;
  readonly hub: Hub;
  readonly settings: Settings;
  readonly catalog: Catalog;
  /** Versions of everything that computes; part of every content key. */
  readonly engines: { readonly [name: string]: string };
  readonly answering: Answering;
  readonly publisher: Publisher;
  /** Models of finished runs, to be tried before they are published. */
  readonly trials: RunsOnTrial;
  /** Aborts when the server ends, so that streams end before it. */
  readonly closing: AbortSignal;
  /** Address under which this server is reached. */
  readonly address: () => string;
}
