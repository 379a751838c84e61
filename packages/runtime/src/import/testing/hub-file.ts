/** The real ONNX files of the shared hub. For tests only. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../../../../..");
const FOLDER = join(process.env.FUSELINE_SHARED ?? join(REPOSITORY, "../shared"), "hub/fuseline");

/** null where it is not there. */
export const SHARED_HUB: string | null = existsSync(FOLDER) ? FOLDER : null;

export function hubFile(path: string): Uint8Array {
  return readFileSync(join(FOLDER, path));
}
