/** `fuseline serve`: everything runs until Ctrl-C. */
import { once } from "node:events";
import { findServer, readSettings, type Settings } from "@fuseline/server/locate";
import type { CommandContext } from "../command-context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openBrowser } from "../services/open-browser.ts";
import { sayTrouble } from "../services/say-trouble.ts";
import { endingServices, withStartLock } from "../services/start-lock.ts";
import { type RunningServices, startServices } from "../services/start-services.ts";

export interface ServeOptions {
  readonly port?: number;
  readonly open: boolean;
}

export async function serve(context: CommandContext, options: ServeOptions): Promise<ExitCode> {
  const { environment, terminal, signal } = context;
  const port = options.port === undefined ? {} : { FUSELINE_PORT: String(options.port) };
  const settings = readSettings({ ...environment, ...port });
  const services = await startOrFind(context, settings);
  if (typeof services === "string") {
    terminal.say({ en: "Fuseline is running already:", ru: "Fuseline уже работает:" });
    show(context, services, options);
    return EXIT.ok;
  }
  show(context, services.server.openAddress, options);
  if (!signal.aborted) await once(signal, "abort");
  terminal.say({ en: "Stopping …", ru: "Останавливаем…" });
  await endingServices(settings.dataFolder, () => services.stop());
  return EXIT.ok;
}

function show({ terminal }: CommandContext, address: string, { open }: ServeOptions): void {
  terminal.result(address);
  if (open) openBrowser(address);
}

/** Milliseconds between looks while a command's own server is still up. */
const LOOK = 300;

/** The services, or the address of a server that serves this data folder already. */
async function startOrFind(context: CommandContext, settings: Settings): Promise<RunningServices | string> {
  const { environment, terminal, apps } = context;
  for (;;) {
    const found = await findServer(settings.dataFolder);
    if (found?.purpose === "serve") return `${found.address}/?token=${found.token}`;
    if (found !== null) {
      // A command such as `run` has started one for itself and will end it.
      terminal.progress(
        { en: "Waiting for a running command …", ru: "Ждем, пока закончится другая команда…" }[
          terminal.language
        ],
      );
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      continue;
    }
    const started = await withStartLock(settings.dataFolder, () =>
      startServices({
        settings,
        environment,
        apps,
        purpose: "serve",
        ...sayTrouble(terminal),
      }),
    );
    if (started !== null) return started;
  }
}
