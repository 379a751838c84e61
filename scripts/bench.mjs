/**
 * `npm run bench -- <name> [--json] [--profile] [--blocks N]` runs bench/<name> and prints its table; with --json the last line
 * of standard output is `{cases:[{name,unit,median,foreignLoad,peers:{…}}],threads,machine}`. Ratio = our median ÷ the peer's.
 * With --profile it writes bench/profiles/<name>.md instead.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
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

/** Bundles the benchmark and the programs it starts; answers the path of a program. */
async function bundle(name) {
  const outdir = join(folder, "node_modules", ".cache", name);
  const programs = readdirSync(join(folder, name)).filter((file) => file.endsWith(".child.ts"));
  await build({
    entryPoints: ["index.ts", ...programs].map((file) => join(folder, name, file)),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["onnxruntime-node", "playwright-core", "sharp", "@tensorflow/*"],
    logLevel: "error",
  });
  return (program) => join(outdir, `${program}.mjs`);
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
  options: {
    json: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
    blocks: { type: "string", default: "7" },
  },
});
const [name] = positionals;
const blocks = Number(values.blocks);
if (name === undefined || !benchmarks().includes(name) || !Number.isInteger(blocks) || blocks < 5) {
  console.error(
    `Usage: npm run bench -- <name> [--json] [--profile] [--blocks N≥5]; names: ${benchmarks().join(", ")}`,
  );
  process.exit(2);
}
const threads = threadCount();
const program = await bundle(name);
const context = { threads, blocks, folder: join(folder, name), program, log: (line) => console.error(line) };
const benchmark = await import(pathToFileURL(program("index")).href);
if (values.profile) await writeProfile();
else await measure();

async function measure() {
  const cases = await benchmark.run(context);
  print(cases);
  if (values.json) console.log(JSON.stringify({ cases, threads, machine: machine() }));
}

async function writeProfile() {
  if (benchmark.profile === undefined) {
    console.error(`${name} has no profile: it times no training step.`);
    process.exit(2);
  }
  const { cpu, node } = machine();
  const date = new Date().toISOString().slice(0, 10);
  const head = `# Where the time of \`${name}\` goes\n\n\`npm run bench -- ${name} --profile\`, ${date}, ${cpu}, ${threads} threads, Node ${node}. The least time of each node over ten steps, by ONNX Runtime's profiler.`;
  const text = [head, ...(await benchmark.profile(context))].join("\n\n");
  mkdirSync(join(folder, "profiles"), { recursive: true });
  writeFileSync(join(folder, "profiles", `${name}.md`), `${text}\n`);
  console.log(text);
}
