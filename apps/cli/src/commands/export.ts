/** `fuseline export`: the trained model of a run, or its weights alone, as a folder that needs nothing of Fuseline. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Storage } from "@fuseline/data";
import { exportModel, exportWeights, type Manifest } from "@fuseline/runtime";
import { readSettings } from "@fuseline/server/locate";
import { type CommandContext, CommandError, sayFailure } from "../command-context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ExportFormat } from "../program.ts";
import { connect } from "../services/connect.ts";
import { meantRun } from "../services/meant-run.ts";

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly out: string;
  readonly json: boolean;
}

export async function exportRun(
  context: CommandContext,
  run: string,
  { format, out, json }: ExportOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const settings = readSettings(context.environment);
  const folder = resolve(out);
  try {
    await refuseFull(folder);
    const connected = await connect({ ...context, settings });
    try {
      const runId = await meantRun(connected.client, run);
      const { manifest } = await connected.client.runs.model.query({ runId });
      // Both read the same folder: a model may be too large to be sent.
      const storage = await Storage.open(settings.dataFolder);
      const model = (await storage.readJson(manifest)) as unknown as Manifest;
      const files = await filesOf(format, { model, storage, runId });
      for (const { path, pieces } of files) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), pieces, { flag: "wx" });
      }
      if (json) terminal.result(JSON.stringify({ folder, files: files.map(({ path }) => path) }));
      else for (const { path } of files) terminal.result(join(out, path));
      return EXIT.ok;
    } finally {
      await connected.close();
    }
  } catch (error) {
    return sayFailure(terminal, error);
  }
}

interface Exported {
  readonly path: string;
  readonly pieces: readonly Uint8Array[];
}

async function filesOf(
  format: ExportFormat,
  { model, storage, runId }: { readonly model: Manifest; readonly storage: Storage; readonly runId: string },
): Promise<readonly Exported[]> {
  switch (format) {
    case "onnx":
      return (await exportModel(model, storage)).map(({ path, bytes }) => ({ path, pieces: [bytes] }));
    case "safetensors":
      return [await exportWeights(model, storage, runId)];
  }
}

/** Nothing that lies there is written over. */
async function refuseFull(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new CommandError(
      { en: `${folder} cannot be used as a folder.`, ru: `${folder} не годится: это не папка.` },
      EXIT.usage,
    );
  });
  if (found.length === 0) return;
  throw new CommandError(
    {
      en: `There are files in ${folder} already. Give an empty or a new folder.`,
      ru: `В папке ${folder} уже есть файлы. Укажите пустую или новую.`,
    },
    EXIT.usage,
  );
}
