/** Follows one run: folds its events once and in order, asks again for what is missing, keeps what it knows. */
import { type RunEvent, type RunState, reduceRun, startRun } from "@fuseline/schema";
import { isOpen } from "./is-open.ts";
import { type LogLine, reduceLog } from "./run-log.ts";

export interface FollowedRun {
  readonly run: RunState;
  readonly log: readonly LogLine[];
  /** `connecting` until the first event; `lost` while the stream is being opened again. */
  readonly connection: "connecting" | "open" | "lost" | "ended";
}

export interface StreamHandlers {
  onEvent(event: RunEvent): void;
  /** Connected, for the first time or again. */
  onOpen(): void;
  /** The stream opens itself again. */
  onLost(): void;
  /** The stream will not come back by itself. */
  onBroken(): void;
  onEnd(): void;
}

/** Milliseconds before a stream that broke is opened again. */
const RETRY = 1000;

/** Opens the stream of events after `lastSeq`; returns how to close it. */
export type OpenStream = (lastSeq: number, handlers: StreamHandlers) => () => void;

export class RunFollower {
  #state: FollowedRun;
  #waiting: RunEvent[] = [];
  #close: (() => void) | null = null;
  #drawing = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    runId: string,
    private readonly open: OpenStream,
    /** Calls back before the next picture is drawn, so that a burst of events is shown once. */
    private readonly nextFrame: (draw: () => void) => void,
  ) {
    this.#state = { run: startRun(runId), log: [], connection: "connecting" };
  }

  readonly current = (): FollowedRun => this.#state;

  /** The stream is open while somebody listens. */
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#close === null && this.#state.connection !== "ended") this.#connect();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#disconnect();
    };
  };

  #connect(): void {
    // A stream that was closed here may still say that it ended; that is not the end of the run.
    let open = true;
    const stop = this.open(this.#state.run.lastSeq, {
      onEvent: (event) => {
        if (open) this.#take(event);
      },
      onOpen: () => {
        if (this.#state.connection === "lost") this.#change({ ...this.#state, connection: "open" });
      },
      onLost: () => {
        if (open) this.#change({ ...this.#state, connection: "lost" });
      },
      onEnd: () => {
        if (!open) return;
        this.#fold();
        this.#close = null;
        if (!isOpen(this.#state.run.status)) this.#change({ ...this.#state, connection: "ended" });
        else this.#tryAgain();
      },
      onBroken: () => {
        if (!open) return;
        this.#close = null;
        this.#tryAgain();
      },
    });
    this.#close = () => {
      open = false;
      stop();
    };
  }

  /** The stream is gone for good, such as with a server that was restarted: a new one is opened soon. */
  #tryAgain(): void {
    this.#change({ ...this.#state, connection: "lost" });
    setTimeout(() => {
      if (this.#close === null && this.#listeners.size > 0) this.#connect();
    }, RETRY);
  }

  #disconnect(): void {
    this.#close?.();
    this.#close = null;
    this.#waiting = [];
  }

  #take(event: RunEvent): void {
    this.#waiting.push(event);
    if (this.#drawing) return;
    this.#drawing = true;
    this.nextFrame(() => {
      this.#drawing = false;
      this.#fold();
    });
  }

  #fold(): void {
    if (this.#waiting.length === 0) return;
    let { run, log } = this.#state;
    for (const event of this.#waiting) {
      const next = reduceRun(run, event);
      if (next.lastSeq !== run.lastSeq) log = reduceLog(log, event);
      run = next;
    }
    this.#waiting = [];
    this.#change({ run, log, connection: "open" });
    if (run.resumeAfter !== null && this.#close !== null) {
      this.#disconnect();
      this.#connect();
    }
  }

  #change(state: FollowedRun): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
