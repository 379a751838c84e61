/** From arguments to an exit code: the whole command line, without touching the process. */
import { CommanderError } from "commander";
import { type CommandContext, sayFailure } from "./command-context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Actions, makeProgram } from "./program.ts";

export async function runCommandLine(
  context: CommandContext,
  actions: Actions,
  words: readonly string[],
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const program = makeProgram(context, actions, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...words], { from: "user" });
    return exit;
  } catch (error) {
    // Commander has said it already; asking for help is not a mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return sayFailure(context.terminal, error);
  }
}
