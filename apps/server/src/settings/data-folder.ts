/** Where everything is kept when nobody says otherwise. */
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import type { Environment } from "./settings.ts";

/** PostgreSQL runs as another user when we are root, so root's data must lie where that user can reach it. */
export function defaultDataFolder(environment: Environment): string {
  if (process.getuid?.() === 0) return "/var/lib/fuseline";
  // An empty HOME is no home; the system knows a better one.
  const home = homedir() || userInfo().homedir;
  switch (process.platform) {
    case "darwin":
      return join(home, "Library", "Application Support", "fuseline");
    case "win32":
      return join(environment.LOCALAPPDATA ?? join(home, "AppData", "Local"), "fuseline");
    default:
      return join(environment.XDG_DATA_HOME || join(home, ".local", "share"), "fuseline");
  }
}
