/** Everything that Fuseline is made of, started in order and stopped in reverse: database, server, runner. */
import { join } from "node:path";
import { Hub, Storage } from "@fuseline/data";
import { type Database, makeDataFolder, migrate, openDatabase, startEmbedded } from "@fuseline/db";
import { catalog } from "@fuseline/nodes";
import { openQueue } from "@fuseline/queue";
import { currentDevice } from "@fuseline/runtime";
import { issue, TransientError, UserError } from "@fuseline/schema";
import { type RunningServer, startServer } from "@fuseline/server";
import type { Environment, Settings } from "@fuseline/server/locate";
import { type Supervised, supervise } from "./supervise.ts";

export interface ServicesRequest {
  readonly settings: Settings;
  readonly environment: Environment;
  /** Folder that holds the built apps: `runner/dist/main.js`, `editor/dist`. */
  readonly apps: string;
  readonly purpose: "serve" | "command";
  onRunnerCrash(reason: string): void;
  /** Hears of what nobody asked for and nobody waits on: a queue out of reach, our defects there. */
  onTrouble(error: unknown): void;
}

export interface RunningServices {
  readonly server: RunningServer;
  /** Ends every process that was started, the last started first. */
  stop(): Promise<void>;
}

export async function startServices(request: ServicesRequest): Promise<RunningServices> {
  const { settings, environment, apps, purpose } = request;
  const stops: (() => Promise<void>)[] = [];
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    for (let end = stops.pop(); end !== undefined; end = stops.pop()) await end();
  };
  try {
    await makeDataFolder(settings.dataFolder);
    // A device that was asked for and is not there ends the start; finding out by the runner's death would say nothing.
    if (settings.device !== "auto") await currentDevice();
    const url = await databaseAddress(settings, stops);
    await reaching("DATABASE_URL", () => migrate(url));
    const database = openDatabase({ url });
    stops.push(() => database.close());
    const storage = await Storage.open(settings.dataFolder);
    const hub = Hub.fromEnvironment(join(settings.dataFolder, "models"), environment);
    stops.push(() => hub.close());
    const queue = await reaching("REDIS_URL", () =>
      openQueue({
        database,
        databaseUrl: url,
        ...(settings.redisUrl === null ? {} : { redisUrl: settings.redisUrl }),
        // While everything is being put away, lost connections are no news.
        onError: (error) => {
          if (!stopping) request.onTrouble(error);
        },
      }),
    );
    stops.push(() => queue.close());
    const runner = supervise({
      main: join(apps, "runner", "dist", "main.js"),
      environment: {
        ...environment,
        FUSELINE_DATA_DIR: settings.dataFolder,
        FUSELINE_CACHE_GIB: String(settings.cacheGiB),
        DATABASE_URL: url,
      },
      onCrash: request.onRunnerCrash,
    });
    stops.push(() => runner.stop());
    const editorFolder = join(apps, "editor", "dist");
    const logger = { level: "warn", file: join(settings.dataFolder, "server.log") };
    const server = await startServer({
      purpose,
      settings,
      database,
      queue,
      storage,
      hub,
      catalog,
      editorFolder,
      logger,
    });
    stops.push(() => server.close());
    await runnerReady(database, runner);
    return { server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function databaseAddress(
  { databaseUrl, dataFolder }: Settings,
  stops: (() => Promise<void>)[],
): Promise<string> {
  if (databaseUrl !== null) return databaseUrl;
  const embedded = await startEmbedded(dataFolder);
  stops.push(() => embedded.stop());
  return embedded.url;
}

/** At the start, a service that does not answer is a setting to mend; later it is waited for. */
async function reaching<T>(setting: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    throw new UserError(issue("service-unreachable", {}, { setting, reason: error.message }), {
      cause: error,
    });
  }
}

/** Milliseconds to wait for the runner's first sign of life; after that work waits in the queue instead. */
const PATIENCE = 10_000;
const LOOK = 50;

/** Whoever starts a run at once should not wait for the runner's own start. */
async function runnerReady(database: Database, runner: Supervised): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const alive = await database.runners.alive();
    if (alive.some(({ pid }) => pid === runner.pid)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
