/** Runs a command and waits for it; its output goes where ours goes. */
import { spawn } from "node:child_process";

/** @returns {Promise<number>} exit code; 1 when a signal ended it */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

export async function mustRun(command, args, options = {}) {
  const code = await run(command, args, options);
  if (code !== 0) {
    console.error(`${command} ${args.join(" ")} ended with ${code}.`);
    process.exit(code);
  }
}
