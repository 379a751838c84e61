/** The processes of this machine, as `ps` tells of them. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly words: string;
}

async function processes(): Promise<Process[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { maxBuffer: 2 ** 24 });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state, words = ""] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return state === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), words }];
  });
}

/** The process and everything that it and its children started. */
export async function treeOf(pid: number): Promise<number[]> {
  const all = await processes();
  const tree = new Set([pid]);
  for (let before = 0; before !== tree.size; ) {
    before = tree.size;
    for (const each of all) if (tree.has(each.parent)) tree.add(each.pid);
  }
  return [...tree];
}

/** Those that still live. */
export async function alive(pids: readonly number[]): Promise<number[]> {
  const living = new Set((await processes()).map(({ pid }) => pid));
  return pids.filter((pid) => living.has(pid));
}

/** Ends them at once; those that are gone already are no concern. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}

/** The database that keeps its files in the folder, whoever started it. */
export async function databaseOf(folder: string): Promise<number | undefined> {
  return (await processes()).find(({ words }) => words.includes(`-D ${folder}`))?.pid;
}
