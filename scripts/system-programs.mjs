/** Programs the tests want from the operating system: installed where that is ours to do, else named. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

const PROGRAMS = [
  {
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    debian: "chromium",
    purpose: "the browser tests",
  },
  { names: ["redis-server"], debian: "redis-server", purpose: "the tests of the Redis queue" },
];

const isThere = (name) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, name)));
const missing = () => PROGRAMS.filter(({ names }) => !names.some(isThere));

/** Installs what is missing on Debian as root; elsewhere says what to install. The tests run either way. */
export async function installPrograms() {
  const wanted = missing();
  if (wanted.length === 0) return;
  const packages = wanted.map(({ debian }) => debian);
  if (process.getuid?.() === 0 && isThere("apt-get")) {
    console.log(`Installing ${packages.join(", ")} …`);
    const options = {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    };
    await run("apt-get", ["update", "-q"], options);
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], options);
    stopService(packages);
  }
  for (const { debian, purpose } of missing()) {
    console.log(
      `Not installed: ${debian}, for ${purpose}. On Debian and Ubuntu: sudo apt-get install ${debian}`,
    );
  }
}

/** Debian starts a Redis of its own after installing; the tests start theirs. */
function stopService(packages) {
  if (packages.includes("redis-server") && isThere("service")) {
    spawnSync("service", ["redis-server", "stop"], { stdio: "ignore" });
  }
}
