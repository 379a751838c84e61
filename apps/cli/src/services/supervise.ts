/** Keeps a child process running: starts it again when it dies, ends it when asked. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Environment } from "@fuseline/server/locate";

export interface Supervised {
  /** Process id now; null between two lives. */
  readonly pid: number | null;
  stop(): Promise<void>;
}

export interface Supervision {
  /** JavaScript file. */
  readonly main: string;
  readonly environment: Environment;
  /** Called with the exit code or signal of an unexpected end. */
  onCrash(reason: string): void;
}

/** Milliseconds before it is started again: short at first, longer while it keeps dying. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A life this long counts as healthy. */
const HEALTHY = 60_000;
/** Milliseconds to put its work down; after that it is killed. */
const PATIENCE = 15_000;

export function supervise({ main, environment, onCrash }: Supervision): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;

  const start = (): void => {
    const born = Date.now();
    // The channel closes when this process dies, however it dies: the child ends itself then.
    const started = spawn(process.execPath, [main], {
      env: { ...environment },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child = started;
    started.once("exit", (code, signal) => {
      child = null;
      if (stopping) return;
      onCrash(signal ?? `exit code ${code}`);
      if (Date.now() - born > HEALTHY) pause = FIRST_PAUSE;
      timer = setTimeout(start, pause);
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    });
  };

  start();
  return {
    get pid() {
      return child?.pid ?? null;
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child === null) return;
      const ended = once(child, "exit");
      const killer = setTimeout(() => child?.kill("SIGKILL"), PATIENCE);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(killer);
    },
  };
}
