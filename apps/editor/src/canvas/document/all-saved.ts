/** Waits until everything that was edited here is on the server. */
import type { EditorStore } from "../store/editor-store.ts";

export function allSaved(store: EditorStore): Promise<void> {
  if (store.getState().sync.pending.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe(({ sync }) => {
      if (sync.pending.length > 0) return;
      stop();
      resolve();
    });
  });
}
