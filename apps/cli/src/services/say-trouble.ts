/** Trouble in the services while a command runs, said to the person who watches. */
import { messageOf, UserError } from "@fuseline/schema";
import type { Terminal } from "../terminal.ts";

export function sayTrouble(terminal: Terminal) {
  return {
    onRunnerCrash(reason: string): void {
      terminal.say({
        en: `The runner stopped (${reason}); starting it again.`,
        ru: `Обучение остановилось (${reason}); запускаем снова.`,
      });
    },
    onTrouble(error: unknown): void {
      if (error instanceof UserError) terminal.say(messageOf(error.issue, terminal.language).title);
      else terminal.say(error instanceof Error ? error.message : String(error));
    },
  };
}
