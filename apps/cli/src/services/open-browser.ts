/** Opens the address in the person's browser, where there is a screen and a person. */
import { spawn } from "node:child_process";

export function openBrowser(address: string): void {
  const opener = openerOf();
  if (opener === null) return;
  const child = spawn(opener, [address], { stdio: "ignore", detached: true });
  // Without such a program nothing happens: the address has been printed.
  child.on("error", () => undefined);
  child.unref();
}

function openerOf(): string | null {
  if (process.platform === "darwin") return "open";
  if (process.platform === "win32") return "explorer";
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? "xdg-open" : null;
}
