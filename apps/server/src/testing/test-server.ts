/** A whole Fuseline for one test file: real PostgreSQL, queue, storage, server on loopback, and a runner in-process. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hub, Storage, TableCache } from "@fuseline/data";
import { type Database, openDatabase } from "@fuseline/db";
import { testDatabase } from "@fuseline/db/testing";
import { catalog } from "@fuseline/nodes";
import { stepImplementations } from "@fuseline/nodes/runtime";
import { type JobQueue, openQueue } from "@fuseline/queue";
import { engineVersions, makeEngine, pretrainedModels, SessionPool } from "@fuseline/runtime";
import { Cancelled, UserError } from "@fuseline/schema";
import { executePlan } from "../../../runner/src/execute-plan.ts";
import { type RunningServer, startServer } from "../app/start-server.ts";
import { readSettings } from "../settings/settings.ts";

export interface TestServer {
  readonly server: RunningServer;
  readonly database: Database;
  readonly storage: Storage;
  readonly folder: string;
  /** A request with the owner's token. */
  owner(path: string, init?: RequestInit): Promise<Response>;
  /** A tRPC call with the owner's token. */
  call<T>(procedure: string, input?: unknown, method?: "GET" | "POST"): Promise<T>;
  /** Ends the server and starts another on the same data and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "fuseline-server-"));
  const { url, drop } = await testDatabase();
  const database = openDatabase({ url });
  const storage = await Storage.open(folder);
  const hub = Hub.fromEnvironment(join(folder, "models"), { HF_ENDPOINT: "http://127.0.0.1:9" });
  // Defects of the runner end a run as failed; here they are told as well.
  const defects: unknown[] = [];
  let closing = false;
  const onError = (error: unknown): void => {
    if (!closing) defects.push(error);
  };
  const queue = await openQueue({ database, databaseUrl: url, onError });
  const runner = startRunner({ database, queue, storage, hub });
  let settings = readSettings({ FUSELINE_DATA_DIR: folder, FUSELINE_PORT: "0", FUSELINE_THREADS: "1" });
  const start = () =>
    startServer({
      settings,
      database,
      queue,
      storage,
      hub,
      catalog,
      editorFolder: null,
      logger: { level: "error" },
      purpose: "command",
    });
  let server = await start();
  const owner = (path: string, init: RequestInit = {}) =>
    fetch(`${server.address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${server.token}`, ...(init.headers as { [name: string]: string }) },
    });
  return {
    get server() {
      return server;
    },
    database,
    storage,
    folder,
    owner,
    async call<T>(procedure: string, input?: unknown, method: "GET" | "POST" = "POST"): Promise<T> {
      const query =
        method === "GET" && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
      const body = method === "POST" && input !== undefined ? { body: JSON.stringify(input) } : {};
      const headers = { "content-type": "application/json" };
      const response = await owner(`/trpc/${procedure}${query}`, { method, headers, ...body });
      const answer = (await response.json()) as { result?: { data: T }; error?: unknown };
      if (answer.result === undefined) throw new Error(JSON.stringify(answer.error));
      return answer.result.data;
    },
    async restart() {
      await server.close();
      settings = { ...settings, port: server.port };
      server = await start();
    },
    async close() {
      closing = true;
      await server.close();
      await runner.stop();
      await queue.close();
      await database.close();
      await hub.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
      if (defects.length > 0) throw new AggregateError(defects, "our own defects while the test ran");
    },
  };
}

interface RunnerParts {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly storage: Storage;
  readonly hub: Hub;
}

/** The plan is executed by the runner's own code; only its process is missing. */
function startRunner({ database, queue, storage, hub }: RunnerParts) {
  const end = new AbortController();
  const sessions = new SessionPool(storage, { threads: 1 });
  const working = queue.process(
    async ({ runId, attempt, claim, signal, stop }) => {
      const run = await database.runs.get(runId);
      if (run === null) throw new Error(`no run ${runId}`);
      let written: Promise<unknown> = Promise.resolve();
      const outcome = await executePlan({
        runId,
        attempt,
        plan: run.plan,
        storage,
        engine: makeEngine(storage, sessions, engineVersions()),
        models: (listener) => pretrainedModels({ hub, storage, signal, ...listener }),
        implementations: stepImplementations,
        tables: new TableCache(storage),
        session: (blob) => sessions.session(blob),
        signal,
        stopRequested: () => stop.aborted,
        emit: (event) => {
          written = written.then(() => database.runEvents.append({ runId, claim, drafts: [event] }));
        },
      });
      await written;
      if (outcome.status === "cancelled") throw new Cancelled();
      if (outcome.issue !== undefined) throw new UserError(outcome.issue);
      const { metrics, ran, reused, seconds } = outcome;
      return { metrics, steps: { ran, reused }, seconds };
    },
    { runnerId: "test-runner", signal: end.signal },
  );
  return {
    async stop() {
      end.abort();
      await working;
      await sessions.close();
    },
  };
}
