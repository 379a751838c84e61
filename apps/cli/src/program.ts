/** The commands, their options, and nothing of what they do. */
import type { Json } from "@fuseline/schema";
import { Command, Option } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { ExitCode } from "./exit-code.ts";
import { type ChosenModels, readList, readModel, readPort, readSeed, readSetting } from "./options.ts";
import { HELP } from "./words/help.ts";

export interface NewOptions {
  readonly data: string;
  readonly out: string;
  readonly target?: string;
  readonly inputs?: readonly string[];
  readonly model?: ChosenModels;
  readonly seed: number;
  readonly set?: { readonly [setting: string]: Json };
}

const FORMATS = ["onnx", "safetensors"] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What the commands call; the real ones are loaded when they are needed. */
export interface Actions {
  create(context: CommandContext, template: string, options: NewOptions): Promise<ExitCode>;
  run(context: CommandContext, file: string, options: { readonly json: boolean }): Promise<ExitCode>;
  publish(
    context: CommandContext,
    run: string,
    options: { readonly name: string; readonly json: boolean },
  ): Promise<ExitCode>;
  export(
    context: CommandContext,
    run: string,
    options: { readonly format: ExportFormat; readonly out: string; readonly json: boolean },
  ): Promise<ExitCode>;
  serve(
    context: CommandContext,
    options: { readonly port?: number; readonly open: boolean },
  ): Promise<ExitCode>;
  doctor(context: CommandContext, options: { readonly json: boolean }): Promise<ExitCode>;
}

/** `finish` receives the exit code of the command that ran. Wrong use throws commander's own error. */
export function makeProgram(
  context: CommandContext,
  actions: Actions,
  finish: (code: ExitCode) => void,
): Command {
  const { language } = context.terminal;
  const say = (name: keyof typeof HELP): string => HELP[name][language];
  const program = new Command("fuseline")
    .description(say("program"))
    .configureOutput({
      writeOut: (text) => context.terminal.result(text.trimEnd()),
      writeErr: (text) => context.terminal.say(text.trimEnd()),
    })
    .exitOverride()
    .showHelpAfterError(true)
    .addHelpText("after", `\n${say("settings")}`);

  program
    .command("new")
    .description(say("new"))
    .argument("<template>", say("template"))
    .requiredOption("--data <path>", say("data"))
    .option("--target <column>", say("target"))
    .option("--inputs <columns>", say("inputs"), readList)
    .option("--model <modality=id>", say("model"), readModel)
    .option("--seed <number>", say("seed"), readSeed, 0)
    .option("--set <node.param=value>", say("set"), readSetting)
    .option("--out <file>", say("out"), "pipeline.json")
    .action(async (template: string, options: NewOptions) =>
      finish(await actions.create(context, template, options)),
    );

  program
    .command("run")
    .description(say("run"))
    .argument("<pipeline>", say("pipeline"))
    .option("--json", say("json"), false)
    .action(async (file: string, options: { json: boolean }) =>
      finish(await actions.run(context, file, options)),
    );

  program
    .command("publish")
    .description(say("publish"))
    .argument("<run>", say("runId"))
    .requiredOption("--name <name>", say("name"))
    .option("--json", say("json"), false)
    .action(async (run: string, options: { name: string; json: boolean }) =>
      finish(await actions.publish(context, run, options)),
    );

  program
    .command("export")
    .description(say("export"))
    .argument("<run>", say("runId"))
    .addOption(new Option("--format <format>", say("format")).choices(FORMATS).default("onnx"))
    .requiredOption("--out <folder>", say("folder"))
    .option("--json", say("json"), false)
    .action(async (run: string, options: { format: ExportFormat; out: string; json: boolean }) =>
      finish(await actions.export(context, run, options)),
    );

  program
    .command("serve")
    .description(say("serve"))
    .option("--port <number>", say("port"), readPort)
    .option("--open", say("open"), false)
    .action(async (options: { port?: number; open: boolean }) =>
      finish(await actions.serve(context, options)),
    );

  program
    .command("doctor")
    .description(say("doctor"))
    .option("--json", say("json"), false)
    .action(async (options: { json: boolean }) => finish(await actions.doctor(context, options)));

  return program;
}
