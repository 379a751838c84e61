/** One of our training steps in a process of its own: the protocol of bench/torch/peer.py. */
import { createInterface } from "node:readline";
import { env } from "onnxruntime-node";
import type { Contestant } from "../contract.ts";
import { startStepSession } from "../step-session.ts";
import { WORKLOADS } from "./workloads.ts";

type Request =
  | { readonly do: "prepare"; readonly workload: string; readonly threads: number }
  | { readonly do: "run"; readonly steps: number }
  | { readonly do: "peak" };

let session: Contestant | null = null;
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as Request))}\n`);
}

async function answer(request: Request): Promise<object> {
  switch (request.do) {
    case "prepare": {
      const workload = WORKLOADS.find(({ name }) => name === request.workload);
      if (workload === undefined) throw new Error(`There is no workload ${request.workload}.`);
      const step = await workload.build();
      const { threads } = request;
      session = await startStepSession({ step, threads, rate: workload.rate, batch: workload.batch() });
      return { version: env.versions.node ?? "unknown", parameters: step.parameters.length };
    }
    case "run":
      if (session === null) throw new Error("Nothing was prepared.");
      return session.run(request.steps);
    case "peak":
      return { bytes: 1024 * process.resourceUsage().maxRSS };
  }
}
