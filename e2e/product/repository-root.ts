/** Finds the top folder of this repository, from source files and from bundles of them alike. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @param module `import.meta.url` of a file inside the repository */
export function repositoryRoot(module: string): string {
  let folder = dirname(fileURLToPath(module));
  while (!existsSync(join(folder, "pnpm-workspace.yaml"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${module} lies outside of a workspace`);
    folder = parent;
  }
  return folder;
}
