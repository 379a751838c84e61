/** Fails when a source file is longer than 400 lines: it is then about more than one thing. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const LIMIT = 400;
const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"], {
  cwd: root,
  encoding: "utf8",
});
const long = files
  .split("\n")
  .filter(Boolean)
  .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length }))
  .filter(({ lines }) => lines > LIMIT);
for (const { file, lines } of long) console.error(`${file}: ${lines} lines, the limit is ${LIMIT}`);
process.exit(long.length === 0 ? 0 : 1);
