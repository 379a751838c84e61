/** Whole training steps of networks learnt from scratch: forward, backward and Adam. */
import type { BenchCase, BenchContext } from "../contract.ts";
import { profileSteps } from "../profile.ts";
import { runTrainCase } from "../train-case.ts";
import { cifarResnet20, resnet18 } from "../workloads/resnet.ts";
import { text } from "../workloads/text.ts";
import { vit } from "../workloads/vit.ts";

const workloads = [vit, text, cifarResnet20, resnet18];

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const workload of workloads) cases.push(await runTrainCase(workload, context));
  return cases;
}

export function profile(context: BenchContext): Promise<string[]> {
  return profileSteps(workloads, context);
}
