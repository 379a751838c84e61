/** A training step that benchmarks run: what is built, what it learns from, and how large a timed block is. */
import { compileTrainStep, type GraphBuilder, type TrainStep, type Value } from "@fuseline/autograd";
import { crossEntropy, linear } from "@fuseline/layers";
import type { Tensor } from "onnxruntime-node";

export interface Workload {
  /** Names its twin in bench/torch/workloads.py. */
  readonly name: string;
  /** Rows of the batch. */
  readonly rows: number;
  /** Steps in one timed block. */
  readonly steps: number;
  readonly rate: number;
  build(): TrainStep | Promise<TrainStep>;
  /** The batch every step learns from, by input name. */
  batch(): { readonly [input: string]: Tensor };
}

/** The step that learns to sort `features` [B, D] into classes with Adam; the graph takes `target` int64 [B] too. */
export function classifierStep(g: GraphBuilder, features: Value, classes: number): TrainStep {
  const rows = features.size(0);
  const target = g.input("target", "int64", [rows]);
  const logits = linear(g, features, classes, { scope: "head" });
  const rowWeight = g.constant(new Float32Array(rows).fill(1), [rows]);
  const { value: loss } = crossEntropy(g, { logits, target }, { smoothing: 0, rowWeight });
  return compileTrainStep({ builder: g, loss, optimiser: { kind: "adam", weightDecay: 0 }, clip: 0 });
}
