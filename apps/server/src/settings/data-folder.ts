/** Where everything is kept when nobody says otherwise. */
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./settings.ts";

/** PostgreSQL runs as another user when we are root, so root's data must lie where that user can reach it. */
export function defaultDataFolder(environment: Environment): string {
  if (process.getuid?.() === 0) return "/var/lib/fuseline";
  switch (process.platform) {
    case "darwin":
      return join(homedir(), "Library", "Application Support", "fuseline");
    case "win32":
      return join(environment.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "fuseline");
    default:
      return join(environment.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "fuseline");
  }
}
