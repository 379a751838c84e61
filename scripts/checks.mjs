/** The checks that need no running product: each is a name and a command for Node. */
export const CHECKS = [
  { name: "format and lint", args: ["node_modules/@biomejs/biome/bin/biome", "check", "."] },
  { name: "types", args: ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json", "--noEmit"] },
  { name: "layering", args: ["scripts/layering.mjs"] },
  { name: "file sizes", args: ["scripts/file-sizes.mjs"] },
  { name: "dead exports", args: ["scripts/dead-exports.mjs"] },
  { name: "pages of the blocks", args: ["scripts/docs.mjs", "--check"] },
];
