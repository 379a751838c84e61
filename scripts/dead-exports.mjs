/**
 * Fails on an exported name that no other file mentions: it is dead, or need not be exported. Names are compared as
 * words, so a common word may hide a dead export, but nothing that lives is reported.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const listed = [
  "ls-files",
  "-co",
  "--exclude-standard",
  "packages",
  "apps",
  "bench",
  "e2e",
  "scripts",
  "*.ts",
];
const files = execFileSync("git", listed, { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

const DECLARED =
  /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|class|const|let|type|interface|enum) (\w+)/gm;

/** Word → number of files that mention it. */
const mentions = new Map();
for (const { text } of files)
  for (const word of new Set(text.match(/\w+/g))) mentions.set(word, (mentions.get(word) ?? 0) + 1);

const dead = files.flatMap(({ file, text }) =>
  file.startsWith("scripts/") || !/\/src\//.test(file)
    ? []
    : [...text.matchAll(DECLARED)]
        .map(([, name]) => name)
        .filter((name) => mentions.get(name) === 1)
        // Types that only describe an exported signature are still part of it.
        .filter((name) => text.match(new RegExp(`\\b${name}\\b`, "g")).length === 1)
        .map((name) => `${file}: ${name}`),
);
for (const line of dead) console.error(`${line} is exported, and nobody uses it`);
process.exit(dead.length === 0 ? 0 : 1);
