/** `fuseline run`: a pipeline file becomes a run; its progress is shown, its numbers are the result. */
import { readFile } from "node:fs/promises";
import { type PipelineDocument, type RunEvent, readDocument } from "@fuseline/schema";
import { readSettings } from "@fuseline/server/locate";
import { type CommandContext, CommandError, PipelineRefused } from "../command-context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Client } from "../services/client.ts";
import { connect } from "../services/connect.ts";
import { sayIssues } from "../show/issues.ts";
import { metricLines } from "../show/metrics.ts";
import { runProgress } from "../show/run-progress.ts";

export interface RunOptions {
  readonly json: boolean;
}

export async function runPipeline(
  context: CommandContext,
  file: string,
  options: RunOptions,
): Promise<ExitCode> {
  const document = await readPipeline(file);
  const settings = readSettings(context.environment);
  const connected = await connect({ ...context, settings });
  try {
    return await follow(context, { client: connected.client, document, json: options.json });
  } finally {
    await connected.close();
  }
}

async function readPipeline(file: string): Promise<PipelineDocument> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new CommandError({ en: `${file} cannot be read.`, ru: `${file} не читается.` }, EXIT.usage);
  }
  const document = readDocument(text);
  if (!document.ok) throw new PipelineRefused(document.issues);
  return document.value;
}

interface Following {
  readonly client: Client;
  readonly document: PipelineDocument;
  readonly json: boolean;
}

async function follow(context: CommandContext, { client, document, json }: Following): Promise<ExitCode> {
  const { terminal, signal } = context;
  const started = performance.now();
  const { runId } = await client.runs.start.mutate({ document });
  const cancel = (): void => {
    terminal.say({ en: "Stopping …", ru: "Останавливаем…" });
    void client.runs.cancel.mutate({ runId });
  };
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  await eventsOf(client, runId, runProgress(terminal, document));
  signal.removeEventListener("abort", cancel);
  const seconds = Math.round(performance.now() - started) / 1000;
  const run = await client.runs.get.query({ runId });
  const metrics = run.metrics ?? {};
  if (json) {
    const { status, steps } = run;
    const parts = run.parts === null ? {} : { parts: run.parts };
    const counted = steps ?? { ran: 0, reused: 0 };
    terminal.result(JSON.stringify({ runId, status, metrics, ...parts, steps: counted, seconds }));
  } else {
    terminal.result(`${runId} ${run.status} ${seconds} s`);
    for (const line of metricLines(metrics, terminal.language)) terminal.result(line);
  }
  if (run.issue !== null) sayIssues(terminal, [run.issue], document);
  if (run.status === "succeeded") return EXIT.ok;
  return run.status === "cancelled" ? EXIT.cancelled : EXIT.runFailed;
}

/** Reconnects by itself and goes on from the last event; ends with the run. */
function eventsOf(client: Client, runId: string, show: (event: RunEvent) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const subscription = client.runs.events.subscribe(
      { runId },
      {
        onData({ data }) {
          show(data as RunEvent);
          if (data.type !== "run-finished") return;
          subscription.unsubscribe();
          resolve();
        },
        onComplete: resolve,
        onError: reject,
      },
    );
  });
}
