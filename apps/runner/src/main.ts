/** The runner: takes queued runs and has them executed, one at a time. `DATABASE_URL` and `FUSELINE_DATA_DIR` are set. */
import { randomUUID } from "node:crypto";
import { hostname, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@fuseline/db";
import { openQueue } from "@fuseline/queue";
import { currentDevice, threadCount } from "@fuseline/runtime";
import { keepCacheQuota } from "./cache-quota.ts";
import { Executor } from "./executor.ts";
import { LoadMeter, ownUsage } from "./load-meter.ts";
import { runJob } from "./run-job.ts";

const HEARTBEAT = 3_000;

const end = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => end.abort());
// The supervisor died: without it nobody would end this process later.
process.on("disconnect", () => end.abort());
if (process.send !== undefined && !process.connected) end.abort();

const url = required("DATABASE_URL");
const dataFolder = required("FUSELINE_DATA_DIR");
// First of all, so that it loads its engines while this process connects.
const executor = new Executor(fileURLToPath(new URL("./execute-process.js", import.meta.url)), process.env);
executor.warm();

const redisUrl = process.env.REDIS_URL;
const database = openDatabase({ url });
const complain = (error: unknown): void => {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`runner: ${words}\n`);
};
const queue = await openQueue({
  database,
  databaseUrl: url,
  ...(redisUrl === undefined || redisUrl === "" ? {} : { redisUrl }),
  onError: complain,
});
const id = randomUUID();
let working: string | null = null;
await database.runners.register({
  id,
  host: hostname(),
  pid: process.pid,
  device: await currentDevice(),
  threads: threadCount(),
  memory: totalmem(),
});
const meter = new LoadMeter(threadCount());
const heart = setInterval(() => {
  const load = meter.read([ownUsage(), executor.usage]);
  database.runners.heartbeat(id, { runId: working, ...load }).catch(complain);
}, HEARTBEAT);

await queue.process(
  async (job) => {
    working = job.runId;
    try {
      return await runJob({ database, executor }, job);
    } finally {
      working = null;
      keepCacheQuota(dataFolder, process.env.FUSELINE_CACHE_GIB).catch(complain);
      // The process may have ended with the run; the next one should find it ready.
      if (!end.signal.aborted) executor.warm();
    }
  },
  { runnerId: id, signal: end.signal },
);
clearInterval(heart);
await executor.close();
await database.runners.unregister(id).catch(complain);
await queue.close();
await database.close();
process.exit(0);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} must be set`);
  return value;
}
