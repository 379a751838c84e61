/** A Python that has what a test needs. */
import { spawnSync } from "node:child_process";

/** The interpreter named by FUSELINE_PYTHON, else `python3`, if it has all these modules; else null. */
export function findPython(modules: readonly string[]): string | null {
  const python = process.env.FUSELINE_PYTHON ?? "python3";
  const probe = spawnSync(python, ["-c", `import ${modules.join(", ")}`], { stdio: "ignore" });
  return probe.status === 0 ? python : null;
}
