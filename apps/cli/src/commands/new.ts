/** `fuseline new`: looks at the data, chooses a pipeline for it and writes it to a file. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Hub, type ModelDescription, Storage } from "@fuseline/data";
import { makeDataFolder } from "@fuseline/db";
import { isError, writeDocument } from "@fuseline/schema";
import { fetchModel, newPipeline, understandInput } from "@fuseline/server";
import { readSettings } from "@fuseline/server/locate";
import { type CommandContext, PipelineRefused } from "../command-context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { NewOptions } from "../program.ts";
import { sayIssues } from "../show/issues.ts";
import { sayModel, sayUnderstood } from "../show/understood.ts";

/** Needs no server: files and models go straight into the data folder, where any runner finds them. */
export async function createPipeline(
  context: CommandContext,
  template: string,
  options: NewOptions,
): Promise<ExitCode> {
  const { environment, terminal, signal } = context;
  const { dataFolder } = readSettings(environment);
  await makeDataFolder(dataFolder);
  const storage = await Storage.open(dataFolder);
  const hub = Hub.fromEnvironment(join(dataFolder, "models"), environment);
  try {
    const understood = await understandInput(storage, options.data, {
      signal,
      onProgress: ({ files }) => terminal.progress(`… ${options.data}: ${files}`),
    });
    sayUnderstood(terminal, understood);
    // Before anything may be refused: often this is why.
    sayIssues(
      terminal,
      understood.issues.filter((issue) => !isError(issue)),
    );
    const made = await newPipeline(
      { ...understood, hub },
      {
        template,
        seed: options.seed,
        models: options.model ?? {},
        ...(options.target === undefined ? {} : { target: options.target }),
        ...(options.inputs === undefined ? {} : { inputs: options.inputs }),
        ...(options.set === undefined ? {} : { settings: options.set }),
      },
    );
    if (!made.ok) throw new PipelineRefused(made.issues);
    const { document, explanation, models } = made.value;
    for (const sentence of explanation) terminal.say(sentence);
    for (const model of models) await bring(context, hub, model);
    await writeFile(options.out, writeDocument(document));
    terminal.result(options.out);
    return EXIT.ok;
  } finally {
    await hub.close();
  }
}

/** Licence and size are said before the first byte comes. */
async function bring({ terminal, signal }: CommandContext, hub: Hub, model: ModelDescription): Promise<void> {
  sayModel(terminal, model);
  if (model.installed) return;
  await fetchModel(hub, model, {
    signal,
    onProgress: ({ done, total }) => {
      const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
      terminal.progress(
        `… ${model.ref.hub}: ${megabytes(done)} / ${total === null ? "?" : megabytes(total)} MB`,
      );
    },
  });
}
