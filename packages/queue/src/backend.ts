/** The two places where BullMQ can keep its jobs. Everything that differs between them is here. */
import { problem } from "@fuseline/db";
import { TransientError } from "@fuseline/schema";
import { createPostgresBackend, type Processor, Queue, Worker, type WorkerOptions } from "bullmq";
import { Redis } from "ioredis";

export interface QueueLocation {
  readonly databaseUrl: string;
  /** Redis takes the jobs when it is given. */
  readonly redisUrl?: string;
}

export type JobData = { readonly runId: string };
type Settings = Omit<WorkerOptions, "connection">;

/** What is used of BullMQ's queue and worker, the same for both places. */
export type AnyQueue = Pick<Queue<JobData>, "add" | "remove" | "close" | "waitUntilReady" | "on">;
export type AnyWorker = Pick<Worker<JobData>, "close" | "on" | "waitUntilReady">;

export interface Backend {
  queue(name: string): AnyQueue;
  worker(name: string, work: Processor<JobData>, settings: Settings): AnyWorker;
  /** @throws {UserError} when the server is too old, {TransientError} when it cannot be reached. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export function openBackend({ databaseUrl, redisUrl }: QueueLocation): Backend {
  return redisUrl === undefined ? postgresBackend(databaseUrl) : redisBackend(redisUrl);
}

/** Its tables are in a schema of their own, `bullmq`, and made by BullMQ under its own lock. */
function postgresBackend(url: string): Backend {
  // Two connections for queries; BullMQ opens one more for LISTEN.
  const connection = { connectionString: url, max: 2, migrate: true, keepAlive: true };
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as AnyQueue,
    worker: (name, work, settings) =>
      new Worker(
        name,
        work as never,
        { ...settings, connection },
        createPostgresBackend,
      ) as unknown as AnyWorker,
    check: async () => undefined,
    close: async () => undefined,
  };
}

/** Oldest Redis with every command that BullMQ's scripts use. */
const OLDEST = [6, 2] as const;

function redisBackend(url: string): Backend {
  const clients: Redis[] = [];
  const client = (options: { readonly patient: boolean }) => {
    // A worker waits for a Redis that is away; a person who presses Run hears of it soon.
    const made = new Redis(url, { maxRetriesPerRequest: options.patient ? null : 3, connectTimeout: 5_000 });
    made.on("error", () => undefined);
    clients.push(made);
    return made;
  };
  return {
    queue: (name) => new Queue<JobData>(name, { connection: client({ patient: false }) }),
    worker: (name, work, settings) =>
      new Worker<JobData>(name, work, { ...settings, connection: client({ patient: true }) }),
    async check() {
      const info = await client({ patient: false })
        .info("server")
        .catch((error: unknown) => {
          throw new TransientError("Redis cannot be reached", { cause: error });
        });
      const found = /redis_version:(\S+)/.exec(info)?.[1] ?? "0";
      const [major = 0, minor = 0] = found.split(".").map(Number);
      if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
        throw problem("queue-old", { found, needed: OLDEST.join(".") });
      }
    },
    async close() {
      for (const each of clients) each.disconnect();
    },
  };
}
