/** Training steps of an encoder read from an ONNX file that learns in part, beside PyTorch with the same trained set. */
import type { BenchCase, BenchContext } from "../contract.ts";
import { profileSteps } from "../profile.ts";
import { runTrainCase } from "../train-case.ts";
import { miniLmLastBlock, miniLmLora } from "../workloads/fine-tune.ts";

const workloads = [miniLmLora, miniLmLastBlock];

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const workload of workloads) cases.push(await runTrainCase(workload, context));
  return cases;
}

export function profile(context: BenchContext): Promise<string[]> {
  return profileSteps(workloads, context);
}
