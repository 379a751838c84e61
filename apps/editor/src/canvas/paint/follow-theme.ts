/** Hears when the colours of the page change: another theme chosen, or another one of the system. */
import { useTheme } from "../../theme/theme.ts";

/** @returns stops it */
export function followTheme(hear: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", hear);
  const stop = useTheme.subscribe(hear);
  return () => {
    dark.removeEventListener("change", hear);
    stop();
  };
}
