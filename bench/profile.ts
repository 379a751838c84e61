/** Where the time of a training step goes, by operator, as ONNX Runtime's own profiler sees it. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchContext } from "./contract.ts";
import { startStepSession } from "./step-session.ts";
import type { Workload } from "./workloads/workload.ts";

interface OperatorTime {
  readonly operator: string;
  readonly nodes: number;
  readonly milliseconds: number;
}

interface StepProfile {
  readonly name: string;
  readonly rows: number;
  readonly operators: readonly OperatorTime[];
}

/** One line of the profiler's trace. Durations are microseconds. */
interface TraceEvent {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly args: { readonly op_name?: string };
}

const STEPS = 10;

/** The least time of each node over ten steps, so that what other programs do counts least. */
async function profileStep(workload: Workload, { threads }: BenchContext): Promise<StepProfile> {
  const folder = await mkdtemp(join(tmpdir(), "fuseline-profile-"));
  try {
    const { name, rows, rate } = workload;
    const step = await workload.build();
    const profile = join(folder, "trace");
    const session = await startStepSession({ step, threads, rate, batch: workload.batch(), profile });
    await session.run(STEPS);
    await session.close();
    const [file = ""] = await readdir(folder);
    const trace = JSON.parse(await readFile(join(folder, file), "utf8")) as TraceEvent[];
    return { name, rows, operators: byOperator(trace) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A Markdown section for every workload. */
export async function profileSteps(workloads: readonly Workload[], context: BenchContext): Promise<string[]> {
  const sections: string[] = [];
  for (const workload of workloads) sections.push(describeProfile(await profileStep(workload, context)));
  return sections;
}

function byOperator(trace: readonly TraceEvent[]): OperatorTime[] {
  const least = new Map<string, { operator: string; microseconds: number }>();
  for (const { cat, name, dur, args } of trace) {
    if (cat !== "Node" || !name.endsWith("_kernel_time") || args.op_name === undefined) continue;
    const seen = least.get(name)?.microseconds ?? Number.POSITIVE_INFINITY;
    least.set(name, { operator: args.op_name, microseconds: Math.min(seen, dur) });
  }
  const sums = new Map<string, { nodes: number; milliseconds: number }>();
  for (const { operator, microseconds } of least.values()) {
    const { nodes, milliseconds } = sums.get(operator) ?? { nodes: 0, milliseconds: 0 };
    sums.set(operator, { nodes: nodes + 1, milliseconds: milliseconds + microseconds / 1000 });
  }
  return [...sums]
    .map(([operator, sum]) => ({ operator, ...sum }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

/** A Markdown section: one row per operator that takes at least half a percent. */
function describeProfile({ name, rows, operators }: StepProfile): string {
  const total = operators.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const lines = operators
    .filter(({ milliseconds }) => milliseconds >= total / 200)
    .map(({ operator, nodes, milliseconds }) => {
      const share = ((100 * milliseconds) / total).toFixed(1);
      return `| ${operator} | ${nodes} | ${milliseconds.toFixed(2)} | ${share} % |`;
    });
  return [
    `## ${name}`,
    "",
    `${rows} rows a step; operators take ${total.toFixed(1)} ms together.`,
    "",
    "| operator | nodes | ms | share |",
    "|---|---:|---:|---:|",
    ...lines,
  ].join("\n");
}
