/** What the operating system knows of other processes; just enough to tell a server of ours from a stranger. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir, readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It exists but belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return !isZombie(pid);
}

/** Ended, but its parent (often process 1 of a container) never asked how. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line[line.lastIndexOf(")") + 2] === "Z";
  } catch {
    return true;
  }
}

/** Its command line, or null when there is no such process. */
export async function commandOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null;
  if (process.platform === "linux") {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
    return line === null ? null : line.split("\0").join(" ");
  }
  const [command, args] =
    process.platform === "win32"
      ? [
          "powershell",
          [
            "-NoProfile",
            "-Command",
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ],
        ]
      : ["ps", ["-o", "command=", "-p", String(pid)]];
  return promisify(execFile)(command, args as string[]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

/**
 * A mark that another process with the same number does not have: numbers repeat, above all in containers. Empty where
 * the system offers none that is cheap.
 */
export async function birthOf(pid: number): Promise<string> {
  if (process.platform !== "linux") return "";
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // Field 22, start time in ticks since boot, counted after the name in parentheses; the boot's id makes it unique.
  const started = line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return `${boot.trim()} ${started}`;
}

/** Processes that work in `folder` (Linux; elsewhere none are found). */
export async function workingIn(folder: string): Promise<number[]> {
  const entries = await readdir("/proc").catch(() => []);
  const found = await Promise.all(
    entries
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) =>
        (await readlink(`/proc/${name}/cwd`).catch(() => "")) === folder ? Number(name) : null,
      ),
  );
  return found.filter((pid) => pid !== null);
}

export async function waitUntil(
  done: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (!(await done())) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
