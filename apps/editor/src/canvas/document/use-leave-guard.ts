/** Asks before the window is closed while edits have not reached the server. */
import { useEffect } from "react";
import { useEditor } from "../store/editor-context.ts";

export function useLeaveGuard(): void {
  const unsaved = useEditor(({ sync }) => sync.pending.length > 0);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
