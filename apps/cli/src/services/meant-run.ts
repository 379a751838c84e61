/** Which run a person means: its number, or `last` for the newest that succeeded. */
import { CommandError } from "../command-context.ts";
import { EXIT } from "../exit-code.ts";
import type { Client } from "./client.ts";

/** @throws CommandError where no run has succeeded yet */
export async function meantRun(client: Client, run: string): Promise<string> {
  if (run !== "last") return run;
  const [newest] = await client.runs.list.query({ statuses: ["succeeded"], whole: true, limit: 1 });
  if (newest !== undefined) return newest.id;
  throw new CommandError(
    { en: "No run has succeeded yet.", ru: "Успешных запусков еще нет." },
    EXIT.publishRefused,
  );
}
