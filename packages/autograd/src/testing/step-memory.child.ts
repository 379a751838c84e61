/** How much memory training takes: in a process of its own, for a process never gives back what it held at most. */
import { type DeepStep, deepStep } from "./deep-step.ts";
import { runSteps } from "./run-step.ts";

const step = deepStep(JSON.parse(process.argv[2] ?? "{}") as DeepStep);
const { before, after } = await runSteps(step, 3);
process.stdout.write(JSON.stringify({ planned: step.memory.peak, taken: after - before }));
