/** Sends edits in order, one request at a time; while the server is away it keeps them and tries again. */
import type { DraftEntry } from "@fuseline/schema";
import type { SavedEntry } from "./document-sync.ts";

export type Saving = "saved" | "saving" | "offline" | "refused";

export interface SenderPorts {
  /** Edits that wait, oldest first, and the revision they were made on. */
  waiting(): { readonly base: number; readonly entries: readonly DraftEntry[] };
  send(base: number, entries: readonly DraftEntry[]): Promise<readonly SavedEntry[]>;
  received(entries: readonly SavedEntry[]): void;
  changed(saving: Saving): void;
  /** The server understood the edits and will not take them: asking again would change nothing. */
  isRefusal(error: unknown): boolean;
}

/** Milliseconds: gestures that follow each other at once travel together. */
const GATHER = 60;
const RETRIES = [500, 1000, 2000, 4000] as const;
const MOST_AT_ONCE = 500;

export class OperationSender {
  readonly #ports: SenderPorts;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sending = false;
  #failures = 0;
  #closed = false;

  constructor(ports: SenderPorts) {
    this.#ports = ports;
  }

  /** Call after every edit. */
  nudge(): void {
    if (this.#closed || this.#sending || this.#timer !== null) return;
    if (this.#ports.waiting().entries.length === 0) return;
    if (this.#failures === 0) this.#ports.changed("saving");
    this.#timer = setTimeout(() => void this.#flush(), this.#failures === 0 ? GATHER : this.#pause());
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #pause(): number {
    return RETRIES[Math.min(this.#failures, RETRIES.length) - 1] ?? RETRIES[0];
  }

  async #flush(): Promise<void> {
    this.#timer = null;
    const { base, entries } = this.#ports.waiting();
    if (entries.length === 0) return;
    this.#sending = true;
    try {
      const saved = await this.#ports.send(base, entries.slice(0, MOST_AT_ONCE));
      if (this.#closed) return;
      this.#failures = 0;
      this.#ports.received(saved);
      if (this.#ports.waiting().entries.length === 0) this.#ports.changed("saved");
    } catch (error) {
      if (this.#closed) return;
      this.#failures += 1;
      this.#ports.changed(this.#ports.isRefusal(error) ? "refused" : "offline");
    } finally {
      this.#sending = false;
    }
    this.nudge();
  }
}
