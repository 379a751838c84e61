/** What a browser must load before it shows anything, as it travels: compressed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
/** Bytes. */
const LIMIT = 350_000;
/** With everything that the canvas needs. */
const CANVAS_LIMIT = 400_000;

/** Files that the page names, and what those import at once; what is imported on demand is left out. */
function loadedFirst(html: string): ReadonlySet<string> {
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? "");
  const found = new Set<string>();
  for (const open = [...named]; open.length > 0; ) {
    const file = open.pop() ?? "";
    if (found.has(file)) continue;
    found.add(file);
    open.push(...importsOf(readFileSync(join(dist, file), "utf8")));
  }
  return found;
}

function importsOf(script: string): readonly string[] {
  const said = script.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g);
  return [...said].map(([, file]) => `assets/${file}`);
}

function compressed(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
}

describe.skipIf(!existsSync(join(dist, "index.html")))(
  "the built editor (skipped before it is built)",
  () => {
    const html = existsSync(dist) ? readFileSync(join(dist, "index.html"), "utf8") : "";

    it("shows its first page after at most 350 KiB of script", () => {
      const first = loadedFirst(html);
      expect(first.size).toBeGreaterThan(1);
      expect(compressed(first)).toBeLessThan(LIMIT);
    });

    it("opens the canvas with at most 400 KB of script", () => {
      const canvas = readdirSync(join(dist, "assets")).find((file) => /^canvas-.*\.js$/.test(file)) ?? "none";
      const script = readFileSync(join(dist, "assets", canvas), "utf8");
      const needed = [...importsOf(script)].flatMap((file) => [...loadedFirst(`src="/${file}"`)]);
      expect(compressed(new Set([...loadedFirst(html), `assets/${canvas}`, ...needed]))).toBeLessThan(
        CANVAS_LIMIT,
      );
    });
  },
);
