/** An endless stream of "look again": when a topic was notified, and now and then in case a hint was lost. */
import type { Notifications } from "./notifications.ts";

/** Milliseconds between looks while hints arrive, and while they cannot. */
const SELDOM = 5_000;
const OFTEN = 500;

/** Yields once at the start, then after every change of `topic`; ends when `signal` aborts. */
export async function* changes(
  notifications: Notifications,
  topic: string,
  signal: AbortSignal,
): AsyncGenerator<void> {
  let stale = true;
  let wake: (() => void) | undefined;
  const look = () => {
    stale = true;
    wake?.();
  };
  const off = notifications.on(topic, look);
  signal.addEventListener("abort", look);
  try {
    while (!signal.aborted) {
      if (!stale) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, notifications.connected ? SELDOM : OFTEN);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      // Cleared before the caller looks: a hint that comes while it looks makes it look once more.
      stale = false;
      if (!signal.aborted) yield;
    }
  } finally {
    off();
    signal.removeEventListener("abort", look);
  }
}
