/** Runs the real commands in this process, with everything they write caught. */
import { PassThrough } from "node:stream";
import { doctor } from "../commands/doctor.ts";
import { exportRun } from "../commands/export.ts";
import { createPipeline } from "../commands/new.ts";
import { publishRun } from "../commands/publish.ts";
import { runPipeline } from "../commands/run.ts";
import { serve } from "../commands/serve.ts";
import { runCommandLine } from "../run-command-line.ts";
import { makeTerminal } from "../terminal.ts";

export interface Ran {
  readonly code: number;
  /** Standard output, line by line. */
  readonly result: readonly string[];
  readonly said: string;
}

const actions = {
  create: createPipeline,
  run: runPipeline,
  publish: publishRun,
  export: exportRun,
  serve,
  doctor,
};

export async function runWords(
  words: readonly string[],
  {
    dataFolder,
    signal = new AbortController().signal,
  }: { readonly dataFolder: string; readonly signal?: AbortSignal },
): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const environment = { FUSELINE_DATA_DIR: dataFolder, HF_ENDPOINT: "http://127.0.0.1:9" };
  const context = { environment, terminal: makeTerminal("en", { stdout, stderr }), apps: "", signal };
  const code = await runCommandLine(context, actions, words);
  const read = (stream: PassThrough): string => String(stream.read() ?? "");
  return { code, result: read(stdout).trimEnd().split("\n"), said: read(stderr) };
}
