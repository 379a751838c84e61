/**
 * The process that executes plans. It is a child of the runner, so that training never keeps the runner from renewing
 * its lease, and so that a crash in native code takes only this process with it. It serves one run after another.
 */
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { Hub, Storage, TableCache } from "@fuseline/data";
import { stepImplementations } from "@fuseline/nodes/runtime";
import { engineVersions, makeEngine, pretrainedModels, SessionPool } from "@fuseline/runtime";
import { Cancelled, Paused, TransientError } from "@fuseline/schema";
import { EventOutbox } from "./event-outbox.ts";
import { executePlan } from "./execute-plan.ts";
import { ownUsage } from "./load-meter.ts";
import type { ExecuteMessage, FromExecutor, ToExecutor } from "./messages.ts";

/** Milliseconds between two words about how busy this process is. */
const USAGE = 1_000;

const folder = process.env.FUSELINE_DATA_DIR;
if (folder === undefined || process.send === undefined)
  throw new Error("this process is started by the runner");

// Training takes every core there is; a page that is opened meanwhile, and an answer of an endpoint, go first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// Nobody hears this process any more: what it computes could not be stored under the run.
process.on("disconnect", () => process.exit(0));
if (!process.connected) process.exit(0);

const send = (message: FromExecutor): void => void process.send?.(message);
const storage = await Storage.open(folder);
const sessions = new SessionPool(storage);
const hub = Hub.fromEnvironment(join(folder, "models"), process.env);
const tables = new TableCache(storage);
const engine = makeEngine(storage, sessions, engineVersions());

let cancel = new AbortController();
let stop = new AbortController();

process.on("message", (message: ToExecutor) => {
  switch (message.type) {
    case "execute":
      void execute(message);
      return;
    case "cancel":
      cancel.abort(new Cancelled());
      return;
    case "pause":
      cancel.abort(new Paused());
      return;
    case "stop":
      stop.abort();
  }
});
send({ type: "ready" });
setInterval(() => send({ type: "usage", usage: ownUsage() }), USAGE).unref();

async function execute({ runId, attempt, plan }: ExecuteMessage): Promise<void> {
  [cancel, stop] = [new AbortController(), new AbortController()];
  const { signal } = cancel;
  const outbox = new EventOutbox((drafts) => send({ type: "events", drafts }));
  try {
    const outcome = await executePlan({
      runId,
      attempt,
      plan,
      storage,
      engine,
      models: (listener) => pretrainedModels({ hub, storage, signal, ...listener }),
      implementations: stepImplementations,
      tables,
      session: (blob) => sessions.session(blob),
      signal,
      stopRequested: () => stop.signal.aborted,
      emit: (event) => outbox.add(event),
    });
    outbox.flush();
    send({ type: "done", outcome });
  } catch (error) {
    outbox.flush();
    if (error instanceof TransientError) send({ type: "trouble", message: error.message });
    else
      send({
        type: "defect",
        message: String(error),
        stack: error instanceof Error ? (error.stack ?? "") : "",
      });
  }
}
