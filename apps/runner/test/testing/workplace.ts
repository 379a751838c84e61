/** A database, a queue, a data folder and real runner processes, for one story of a test. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import { type Database, openDatabase } from "@fuseline/db";
import { testDatabase } from "@fuseline/db/testing";
import { type JobQueue, openQueue } from "@fuseline/queue";
import type { Plan, RunEvent } from "@fuseline/schema";
import { childrenOf, until } from "./processes.ts";

export interface WorkplaceRequest {
  /** JavaScript of the runner. */
  readonly main: string;
  /** Absent: jobs are kept in PostgreSQL. */
  readonly redisUrl?: string;
  /** Files to begin with. */
  readonly data?: string;
  /** Data folder, when it must be a certain one; it is left in place. */
  readonly folder?: string;
}

export interface RunnerLimits {
  /** Bytes of private memory for each of its processes; only on Linux. */
  readonly memory?: number;
}

export interface Runner {
  readonly process: ChildProcess;
  /** Process id of the process that executes. */
  executor(): Promise<number>;
}

export interface Workplace {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly storage: Storage;
  readonly folder: string;
  startRunner(limits?: RunnerLimits): Runner;
  /** What runners wrote to standard error. */
  readonly complaints: readonly string[];
  /** Queues a run and returns its id. */
  enqueue(plan: Plan): Promise<string>;
  /** Everything that happened in the run, once it has ended. */
  ended(runId: string): Promise<RunEvent[]>;
  /** The first event that `wanted` accepts. */
  happens(runId: string, wanted: (event: RunEvent) => boolean): Promise<RunEvent>;
  close(): Promise<void>;
}

function startProgram(main: string, memory: number | undefined, env: NodeJS.ProcessEnv): ChildProcess {
  const stdio: StdioOptions = ["ignore", "ignore", "pipe", "ipc"];
  if (memory === undefined) return spawn(process.execPath, [main], { env, stdio });
  const words = [
    "-c",
    'ulimit -d "$0" && exec "$@"',
    String(Math.round(memory / 1024)),
    process.execPath,
    main,
  ];
  return spawn("sh", words, { env, stdio });
}

/** Milliseconds that a run of these tests may take on a busy machine. */
const PATIENCE = 120_000;

export async function openWorkplace(request: WorkplaceRequest): Promise<Workplace> {
  const { main, redisUrl, data } = request;
  const folder = request.folder ?? (await mkdtemp(join(tmpdir(), "fuseline-runner-")));
  if (data !== undefined) await cp(data, folder, { recursive: true });
  const { url, drop } = await testDatabase();
  const database = openDatabase({ url });
  const complaints: string[] = [];
  const queue = await openQueue({
    database,
    databaseUrl: url,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    onError: (error) => complaints.push(String(error)),
  });
  const storage = await Storage.open(folder);
  const runners: ChildProcess[] = [];

  return {
    database,
    queue,
    storage,
    folder,
    complaints,
    startRunner({ memory } = {}) {
      const child = startProgram(main, memory, {
        PATH: process.env.PATH ?? "",
        DATABASE_URL: url,
        FUSELINE_DATA_DIR: folder,
        FUSELINE_THREADS: "1",
        FUSELINE_DEVICE: "cpu",
        HF_ENDPOINT: "http://127.0.0.1:9",
        ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      });
      child.stderr?.setEncoding("utf8").on("data", (words: string) => complaints.push(words));
      runners.push(child);
      return {
        process: child,
        executor: () => until("the executing process", async () => (await childrenOf(child.pid ?? 0)).at(0)),
      };
    },
    async enqueue(plan) {
      const { id } = await database.runs.create({ document: { name: "Squares" }, plan });
      await queue.add({ runId: id });
      return id;
    },
    async ended(runId) {
      const events: RunEvent[] = [];
      for await (const event of database.runEvents.subscribe(runId, 0, AbortSignal.timeout(PATIENCE)))
        events.push(event);
      if (events.at(-1)?.type !== "run-finished")
        throw new Error(`run ${runId} did not end; ${complaints.join("")}`);
      return events;
    },
    async happens(runId, wanted) {
      for await (const event of database.runEvents.subscribe(runId, 0, AbortSignal.timeout(PATIENCE)))
        if (wanted(event)) return event;
      throw new Error(`it did not happen in run ${runId}; ${complaints.join("")}`);
    },
    async close() {
      for (const child of runners) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, "exit");
        child.kill("SIGTERM");
        await gone;
      }
      await queue.close();
      await database.close();
      await drop();
      if (request.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
