/** `fuseline publish`: a finished run becomes the next version of an endpoint. */
import { readSettings, type Settings } from "@fuseline/server/locate";
import { type CommandContext, failureIn, sayFailure } from "../command-context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { connect } from "../services/connect.ts";
import { meantRun } from "../services/meant-run.ts";

export interface PublishOptions {
  readonly name: string;
  readonly json: boolean;
}

/** `run`: an id, or `last` for the newest run that succeeded. */
export async function publishRun(
  context: CommandContext,
  run: string,
  { name, json }: PublishOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const settings = readSettings(context.environment);
  const connected = await connect({ ...context, settings });
  const { client } = connected;
  try {
    const runId = await meantRun(client, run);
    terminal.progress(
      {
        en: "Checking that the API answers as the trainer does …",
        ru: "Проверяем, что API отвечает как при обучении…",
      }[terminal.language],
    );
    const {
      endpoint,
      version,
      key,
      parity,
      url: address,
    } = await client.endpoints.publish.mutate({ runId, name });
    const url = connected.shared ? address : laterAddress(settings, endpoint);
    if (json) terminal.result(JSON.stringify({ endpoint, version, key, url, parity }));
    else {
      terminal.result(`${endpoint} ${version}`);
      terminal.result(url);
      terminal.result(key);
      terminal.say({ en: "The key is shown this once.", ru: "Ключ показан один раз." });
    }
    if (!connected.shared) {
      terminal.say({
        en: "Start “fuseline serve” to answer calls.",
        ru: "Чтобы отвечать на вызовы, запустите «fuseline serve».",
      });
    }
    return EXIT.ok;
  } catch (error) {
    const code = sayFailure(terminal, error);
    const refused = failureIn(error)?.code;
    return refused !== undefined && REFUSED.has(refused) ? EXIT.publishRefused : code;
  } finally {
    await connected.close();
  }
}

const REFUSED: ReadonlySet<string> = new Set([
  "parity-failed",
  "run-unfinished",
  "nothing-to-publish",
  "several-to-publish",
]);

/** The quiet server's port is gone after the command; `serve` will listen where the settings say. */
function laterAddress({ publicUrls, port }: Settings, endpoint: string): string {
  return `${publicUrls[0] ?? `http://127.0.0.1:${port}`}/v1/endpoints/${endpoint}/predict`;
}
