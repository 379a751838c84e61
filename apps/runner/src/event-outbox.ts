/** Gathers events for a moment, so that a fast training loop sends few messages; nothing waits longer than that. */
import type { RunEventDraft } from "@fuseline/schema";

type Stamped = RunEventDraft & { readonly at: number };

const MILLISECONDS = 60;

export class EventOutbox {
  private waiting: Stamped[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (events: readonly Stamped[]) => void) {}

  add(event: RunEventDraft): void {
    this.waiting.push({ ...event, at: Date.now() });
    this.timer ??= setTimeout(() => this.flush(), MILLISECONDS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const events = this.waiting;
    this.waiting = [];
    this.send(events);
  }
}
