/** Runs a command and waits for it. */
import { spawn } from "node:child_process";

/**
 * Its output goes where ours goes, unless `options` say otherwise.
 * @returns {Promise<number>} exit code; 1 when a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Ends this process when the command fails. Output goes to standard error: standard output is for results. */
export async function mustRun(command, args, options = {}) {
  const code = await run(command, args, { stdio: ["ignore", 2, 2], ...options });
  if (code !== 0) {
    console.error(`${command} ${args.join(" ")} ended with ${code}.`);
    process.exit(code);
  }
}
