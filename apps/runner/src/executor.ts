/** The executing process as the runner sees it: started ahead, given one run at a time, ended when it does not obey. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Cancelled, TransientError } from "@fuseline/schema";
import type { RunOutcome } from "./execute-plan.ts";
import type { ExecuteMessage, FromExecutor, ToExecutor } from "./messages.ts";

export interface Execution extends Omit<ExecuteMessage, "type"> {
  readonly signal: AbortSignal;
  readonly stop: AbortSignal;
  onEvents(drafts: Extract<FromExecutor, { type: "events" }>["drafts"]): void;
}

/** Milliseconds that a cancelled run may take to end by itself. */
const PATIENCE = 5_000;

export class Executor {
  private child: ChildProcess | null = null;

  /** @param file JavaScript of execute-process */
  constructor(
    private readonly file: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Starts the process if there is none, so that the next run need not wait for it. */
  warm(): ChildProcess {
    if (this.child !== null) return this.child;
    const child = fork(this.file, [], {
      env: this.environment,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
    child.once("exit", () => {
      if (this.child === child) this.child = null;
    });
    this.child = child;
    return child;
  }

  /** @throws Cancelled, TransientError when the process ended in the middle, Error for defects of ours */
  async execute(execution: Execution): Promise<RunOutcome> {
    const { signal, stop, onEvents, ...run } = execution;
    signal.throwIfAborted();
    const child = this.warm();
    const tell = (message: ToExecutor): void => void (child.connected && child.send(message));
    let killer: NodeJS.Timeout | undefined;
    const onCancel = (): void => {
      tell({ type: "cancel" });
      killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    };
    const onStop = (): void => tell({ type: "stop" });
    signal.addEventListener("abort", onCancel, { once: true });
    stop.addEventListener("abort", onStop, { once: true });
    try {
      tell({ type: "execute", ...run });
      if (stop.aborted) onStop();
      return await outcomeOf(child, { onEvents, signal });
    } finally {
      clearTimeout(killer);
      signal.removeEventListener("abort", onCancel);
      stop.removeEventListener("abort", onStop);
    }
  }

  async close(): Promise<void> {
    const { child } = this;
    if (child === null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}

function outcomeOf(
  child: ChildProcess,
  { onEvents, signal }: Pick<Execution, "onEvents" | "signal">,
): Promise<RunOutcome> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      settle();
    };
    const onMessage = (message: FromExecutor): void => {
      switch (message.type) {
        case "ready":
          return;
        case "events":
          onEvents(message.drafts);
          return;
        case "done":
          end(() =>
            message.outcome.status === "cancelled" ? reject(new Cancelled()) : resolve(message.outcome),
          );
          return;
        case "trouble":
          end(() => reject(new TransientError(message.message)));
          return;
        case "defect":
          end(() => reject(Object.assign(new Error(message.message), { stack: message.stack })));
      }
    };
    const onExit = (code: number | null, by: NodeJS.Signals | null): void =>
      end(() =>
        reject(
          signal.aborted ? new Cancelled() : new TransientError(`the training process ended (${by ?? code})`),
        ),
      );
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}
