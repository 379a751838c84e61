/** Remembers the contents a set-up step was done for, so that it is done again only when they change. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const folder = join(root, ".stamp");

/** sha256 over the named files and everything in the named folders, in a steady order. */
export function hashOf(paths) {
  const hash = createHash("sha256").update(process.version);
  const add = (path) => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort())
        if (name !== "node_modules" && name !== "dist") add(join(path, name));
    } else hash.update(path).update(readFileSync(full));
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

/** Does `work` unless it was done for this hash already. */
export async function once(name, hash, work) {
  const file = join(folder, name);
  if (readOr(file) === hash) return;
  await work();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, hash);
}

function readOr(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
