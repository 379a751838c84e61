/** A server to talk to: the one that runs for this data folder, or one started quietly for the time of a command. */
import { type Environment, findServer, type Settings } from "@fuseline/server/locate";
import type { Terminal } from "../terminal.ts";
import { type Client, makeClient } from "./client.ts";
import { sayTrouble } from "./say-trouble.ts";
import { endingServices, withStartLock } from "./start-lock.ts";

export interface Connected {
  readonly client: Client;
  /** It was running before and goes on running. */
  readonly shared: boolean;
  /** Ends what was started for this command, after the work of others that use it. */
  close(): Promise<void>;
}

export interface ConnectRequest {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly apps: string;
  readonly terminal: Terminal;
}

export async function connect(request: ConnectRequest): Promise<Connected> {
  const { settings, terminal } = request;
  for (;;) {
    const found = await findServer(settings.dataFolder);
    if (found !== null)
      return { client: makeClient(found, terminal.language), shared: true, close: async () => undefined };
    const started = await withStartLock(settings.dataFolder, async () => {
      const appeared = await findServer(settings.dataFolder);
      return appeared === null ? startQuietly(request) : null;
    });
    if (started !== null) return started;
  }
}

async function startQuietly({ settings, environment, apps, terminal }: ConnectRequest): Promise<Connected> {
  terminal.progress({ en: "Starting …", ru: "Запускаем…" }[terminal.language]);
  // Loaded only here: with a server at hand, a command must not wait for a database and engines it does not need.
  const { startServices } = await import("./start-services.ts");
  const services = await startServices({
    // Any free port, on loopback: nobody but this command needs to find it.
    settings: { ...settings, host: "127.0.0.1", port: 0 },
    environment,
    apps,
    purpose: "command",
    ...sayTrouble(terminal),
  });
  const client = makeClient(services.server, terminal.language);
  return {
    client,
    shared: false,
    async close() {
      await othersDone(client);
      await endingServices(settings.dataFolder, () => services.stop());
    },
  };
}

/** Milliseconds between looks at the queue. */
const LOOK = 500;

/** Another command may have found this server and started a run on it. */
async function othersDone(client: Client): Promise<void> {
  while ((await client.runs.list.query({ statuses: ["queued", "running"], limit: 1 })).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
