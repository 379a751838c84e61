/** Whether the window is as narrow as a tablet. */
import { useSyncExternalStore } from "react";

const QUERY = window.matchMedia("(max-width: 1100px)");

function listen(changed: () => void): () => void {
  QUERY.addEventListener("change", changed);
  return () => QUERY.removeEventListener("change", changed);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => QUERY.matches);
}
