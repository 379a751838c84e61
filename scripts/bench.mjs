/**
 * `npm run bench -- <name> [--json] [--blocks N]` runs bench/<name> and prints its table; with --json the last line
 * of standard output is `{cases:[{name,unit,median,foreignLoad,peers:{…}}],threads,machine}`. Ratio = our throughput ÷ the peer's.
 */
import { existsSync, readdirSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "bench");

function benchmarks() {
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "index.ts")));
}

function threadCount() {
  const given = process.env.FUSELINE_THREADS;
  if (given === undefined) return cpus().length;
  const threads = Number(given);
  if (!Number.isInteger(threads) || threads < 1) {
    console.error(`FUSELINE_THREADS is "${given}"; give a whole number of threads, 1 or more.`);
    process.exit(2);
  }
  return threads;
}

async function load(name) {
  const outfile = join(folder, "node_modules", ".cache", `${name}.mjs`);
  await build({
    entryPoints: [join(folder, name, "index.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["onnxruntime-node"],
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}

function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
  };
}

function print(cases) {
  for (const { name, unit, median, foreignLoad, peers } of cases) {
    console.log(`${name}: ${median.toFixed(1)} ${unit}`);
    if (foreignLoad > 0.1)
      console.log(`  uncertain: other programs kept ${foreignLoad.toFixed(1)} processors busy`);
    for (const [peer, figure] of Object.entries(peers)) {
      const text =
        "missing" in figure
          ? `not measured: ${figure.missing}`
          : `${figure.median.toFixed(1)} ${unit} (${figure.version}), ratio ${figure.ratio.toFixed(3)}`;
      console.log(`  ${peer}: ${text}`);
    }
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, blocks: { type: "string", default: "7" } },
});
const [name] = positionals;
const blocks = Number(values.blocks);
if (name === undefined || !benchmarks().includes(name) || !Number.isInteger(blocks) || blocks < 5) {
  console.error(`Usage: npm run bench -- <name> [--json] [--blocks N≥5]; names: ${benchmarks().join(", ")}`);
  process.exit(2);
}
const threads = threadCount();
const { run } = await load(name);
const cases = await run({ threads, blocks, folder: join(folder, name), log: (line) => console.error(line) });
print(cases);
if (values.json) console.log(JSON.stringify({ cases, threads, machine: machine() }));
