/** The checks that need no running product: each is a name and a command. */
export const CHECKS = [
  { name: "format and lint", command: "node_modules/.bin/biome", args: ["check", "."] },
  { name: "types", command: "node_modules/.bin/tsc", args: ["-p", "tsconfig.json", "--noEmit"] },
  { name: "layering", command: "node", args: ["scripts/layering.mjs"] },
  { name: "file sizes", command: "node", args: ["scripts/file-sizes.mjs"] },
];
