/** Runs the built command line in this process: signals, exit code and terminal are its own. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";
import { setup } from "./setup.mjs";

export async function runProgram(args) {
  await setup();
  const main = join(root, "apps/cli/dist/main.js");
  process.argv.splice(1, process.argv.length, main, ...args);
  await import(pathToFileURL(main).href);
}
