/** Remembers the contents a set-up step was done for, so that it is done again only when they change. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root } from "./root.mjs";

const folder = join(root, ".stamp");
const OUTSIDE = new Set(["node_modules", "dist", "generated", "fixtures", "testing"]);
const isOutside = (name) => OUTSIDE.has(name) || /\.test\.tsx?$/.test(name);

/** sha256 over the named files and everything in the named folders but tests, in a steady order. */
export function hashOf(paths) {
  const hash = createHash("sha256").update(process.version);
  const add = (path) => {
    const inside = statSync(join(root, path)).isDirectory() ? readdirSync(join(root, path)) : null;
    if (inside === null) hash.update(path).update(readFileSync(join(root, path)));
    else for (const name of inside.sort()) if (!isOutside(name)) add(join(path, name));
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

/**
 * Does `work` unless it was done for the same inputs and its outputs are still there.
 * @param {{ name: string, inputs: string[], outputs: string[] }} step paths from the root
 */
export async function once({ name, inputs, outputs }, work) {
  const file = join(folder, name);
  const isDone = (hash) => readOr(file) === hash && outputs.every((path) => existsSync(join(root, path)));
  if (isDone(hashOf(inputs))) return;
  await withLock(join(folder, "lock"), async () => {
    // Whoever held the lock may have done it.
    const hash = hashOf(inputs);
    if (isDone(hash)) return;
    await work();
    writeFileSync(file, hash);
  });
}

function readOr(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
