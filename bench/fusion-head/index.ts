/** One training step of a fusion head on cached embeddings, beside PyTorch and TensorFlow.js. */
import type { BenchCase, BenchContext } from "../contract.ts";
import { runTrainCase } from "../train-case.ts";
import { head } from "../workloads/head.ts";

export const workloads = [head];

export async function run(context: BenchContext): Promise<BenchCase[]> {
  return [await runTrainCase(head, context)];
}
