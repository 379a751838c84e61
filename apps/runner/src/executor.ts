/** The executing process as the runner sees it: started ahead, given one run at a time, ended when it does not obey. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Cancelled, Paused, TransientError } from "@fuseline/schema";
import type { RunOutcome } from "./execute-plan.ts";
import type { Usage } from "./load-meter.ts";
import type { ExecuteMessage, FromExecutor, ToExecutor } from "./messages.ts";

export interface Execution extends Omit<ExecuteMessage, "type"> {
  readonly signal: AbortSignal;
  readonly stop: AbortSignal;
  onEvents(drafts: Extract<FromExecutor, { type: "events" }>["drafts"]): void;
}

/** Milliseconds that a cancelled run may take to end by itself. */
const PATIENCE = 5_000;

const NOTHING: Usage = { cpu: 0, memory: 0 };

export class Executor {
  private child: ChildProcess | null = null;
  /** What the process said last of itself; nothing while there is none. */
  usage: Usage = NOTHING;

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
      if (this.child !== child) return;
      this.child = null;
      this.usage = NOTHING;
    });
    child.on("message", (message: FromExecutor) => {
      if (message.type === "usage") this.usage = message.usage;
    });
    this.child = child;
    return child;
  }

  /** @throws Cancelled, Paused, TransientError when the process ended in the middle, Error for defects of ours */
  async execute(execution: Execution): Promise<RunOutcome> {
    const { signal, stop, onEvents, ...run } = execution;
    signal.throwIfAborted();
    const child = this.warm();
    const tell = (message: ToExecutor): void => void (child.connected && child.send(message));
    let killer: NodeJS.Timeout | undefined;
    const onAbort = (): void => {
      const pause = signal.reason instanceof Paused;
      tell({ type: pause ? "pause" : "cancel" });
      // A pause may take as long as keeping everything takes.
      if (pause) return;
      killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    };
    const onStop = (): void => tell({ type: "stop" });
    signal.addEventListener("abort", onAbort, { once: true });
    stop.addEventListener("abort", onStop, { once: true });
    try {
      tell({ type: "execute", ...run });
      if (stop.aborted) onStop();
      const outcome = await outcomeOf(child, { onEvents, signal });
      // What the engine took before it ran out stays taken: the next run gets a process that has all of the memory.
      if (outcome.issue?.code === "out-of-memory") await this.close();
      return outcome;
    } finally {
      clearTimeout(killer);
      signal.removeEventListener("abort", onAbort);
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
    const settleOutcome = (outcome: RunOutcome): void => {
      if (outcome.status === "cancelled") reject(new Cancelled());
      else if (outcome.status === "paused") reject(new Paused());
      else resolve(outcome);
    };
    const onMessage = (message: FromExecutor): void => {
      switch (message.type) {
        case "ready":
        case "usage":
          return;
        case "events":
          onEvents(message.drafts);
          return;
        case "done":
          end(() => settleOutcome(message.outcome));
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
