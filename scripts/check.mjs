/** `npm run check`: format, lint, types, layering, file sizes, dead exports. */
import { CHECKS } from "./checks.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();
let failed = 0;
for (const { name, args } of CHECKS) {
  console.log(`\n— ${name}`);
  if ((await run(process.execPath, args, { cwd: root })) !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
