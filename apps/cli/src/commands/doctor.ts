/** `fuseline doctor`: what is here, what is missing, what to do. */
import { join } from "node:path";
import { Hub } from "@fuseline/data";
import { engineVersions } from "@fuseline/runtime";
import { examine } from "@fuseline/server";
import { findServer, readSettings } from "@fuseline/server/locate";
import type { CommandContext } from "../command-context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

export async function doctor(
  { environment, terminal }: CommandContext,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  const settings = readSettings(environment);
  const hub = Hub.fromEnvironment(join(settings.dataFolder, "models"), environment);
  try {
    const running = (await findServer(settings.dataFolder)) !== null;
    const findings = await examine({ settings, environment, versions: engineVersions(), hub, running });
    if (json) {
      terminal.result(JSON.stringify({ findings }));
      return EXIT.ok;
    }
    for (const { ok, lacking, name, found, advice } of findings) {
      const here = lacking === true ? "–" : "✓";
      terminal.result(`${ok ? here : "!"} ${name.padEnd(9)} ${found[terminal.language]}`);
      if (advice !== null) terminal.result(`  → ${advice[terminal.language]}`);
    }
    return EXIT.ok;
  } finally {
    await hub.close();
  }
}
