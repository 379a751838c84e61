/**
 * Compiles a loss into a training step: (parameters, state, batch, rate, step) → (parameters′, state′, loss, outputs).
 * Where gradients of several batches are added before they are used, it is two graphs: one adds up, one updates.
 */
import { gradients } from "./autodiff/backward.ts";
import { fitMemory } from "./autodiff/fit-memory.ts";
import type { GraphBuilder } from "./ir/builder.ts";
import type { ParameterSpec, RandomSpec } from "./ir/initial.ts";
import type { Dims, DType } from "./ir/tensor.ts";
import type { Value } from "./ir/value.ts";
import { encode } from "./onnx/encode.ts";
import { lossScale, type NextState } from "./optim/loss-scale.ts";
import type { StateSpec } from "./optim/state.ts";
import {
  type AveragedParameter,
  type UpdateSettings,
  updateWeights,
  type WeightsUpdated,
} from "./optim/update-weights.ts";
import { groupWeights, type WeightGroup } from "./optim/weight-group.ts";
import { frozenValues } from "./passes/frozen.ts";
import { halfPrecision } from "./passes/half-precision.ts";
import { leavesOf } from "./passes/leaves.ts";
import { optimise, type Rewrite } from "./passes/optimise.ts";
import type { Program } from "./passes/program.ts";

export interface TrainStepRequest extends UpdateSettings {
  readonly builder: GraphBuilder;
  readonly loss: Value;
  /** More values to return beside the loss. */
  readonly outputs?: { readonly [name: string]: Value };
  /** Adds gradients of several batches, by what each batch counts, before one update. */
  readonly accumulate?: boolean;
  /** Scales the loss and leaves out steps whose gradients overflow. */
  readonly lossScaling?: boolean;
  /** Computes products in float16, with a scaled loss. */
  readonly halfPrecision?: boolean;
  /**
   * Bytes that values between operators may take: as much of the step as needed is computed twice to fit (see
   * autodiff/fit-memory.ts). Left out: nothing is.
   */
  readonly memory?: number;
}

/** Which output is the next value of which parameter or state input. */
export interface Carried {
  readonly input: string;
  readonly output: string;
}

export interface TrainStep {
  readonly onnx: Uint8Array<ArrayBuffer>;
  /** Weights the step takes. */
  readonly parameters: readonly ParameterSpec[];
  /** Weights fixed in the file, where the runtime packs them once: not trainable and given by their values. */
  readonly frozen: readonly ParameterSpec[];
  /** Optimiser state, as it begins before the first step. */
  readonly state: readonly StateSpec[];
  /** What a batch brings; only what the loss, the outputs or an assignment depend on. */
  readonly inputs: readonly { readonly name: string; readonly dtype: DType; readonly dims: Dims }[];
  /** What is drawn for every step. */
  readonly randoms: readonly RandomSpec[];
  /** Input that takes the learning rate, a float32 scalar. */
  readonly rateInput: string;
  /** Input that takes the number of the step, from 1, a float32 scalar. */
  readonly stepInput: string;
  readonly lossOutput: string;
  readonly outputs: readonly string[];
  readonly updates: readonly Carried[];
  /** Moving averages of the parameters, where they are kept. */
  readonly averages: readonly AveragedParameter[];
  readonly memory: StepMemory;
  /** Present where gradients are added up: `onnx` then takes and gives `sums` and leaves the weights alone. */
  readonly accumulation: Accumulation | null;
}

/** What a step is planned to take beside what it is given: weights, state, batch, and the same once more for the outputs. */
export interface StepMemory {
  /** Most bytes of values between operators at once. */
  readonly peak: number;
  /** Parts of the forward pass that are computed again in the backward pass. */
  readonly recomputed: number;
}

export interface Accumulation {
  /** (parameters, state, sums, weight of all batches, rate, step) → (parameters′, state′). */
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly updates: readonly Carried[];
  /** Zero before the first batch of a step. */
  readonly sums: readonly StateSpec[];
  /** Input of both graphs: what the batch counts; for the update, the sum over the batches. */
  readonly weightInput: string;
}

const LOSS = "loss";

export function compileTrainStep(request: TrainStepRequest): TrainStep {
  const { builder: g, loss } = request;
  const batch = [...g.inputs];
  const rate = g.input("learning_rate", "float32", []);
  const step = g.input("step", "float32", []);
  const trained = g.parameters.filter(({ trainable }) => trainable);
  const scaling = request.lossScaling === true || request.halfPrecision === true ? lossScale(g) : null;
  const slopes = gradients(
    scaling === null ? loss : g.mul(loss, scaling.scale),
    trained.map(({ value }) => value),
  );
  const own = g.scope("optimiser", () => groupWeights(g, trained, slopes));
  const summing = request.accumulate === true ? summed(g, own) : null;
  const updated = updateWeights(g, {
    groups: summing?.groups ?? own,
    rate,
    step,
    settings: request,
    scaling,
  });
  const rewrite: Rewrite | undefined =
    scaling === null || request.halfPrecision !== true
      ? undefined
      : (program) => halfPrecision(program, scaling.inverse);
  return encoded({ request, batch, rate, step, summing, updated, rewrite });
}

interface Summing {
  /** Their gradients are the mean of the batches. */
  readonly groups: readonly WeightGroup[];
  readonly sums: readonly StateSpec[];
  readonly next: readonly NextState[];
  readonly weight: Value;
}

function summed(g: GraphBuilder, groups: readonly WeightGroup[]): Summing {
  return g.scope("accumulate", () => {
    const weight = g.input("gradient_weight", "float32", []);
    const sums = groups.map(({ name, dims }) => g.input(`gradient/${name}`, "float32", dims));
    const each = groups.map((group, i) => ({ group, sum: sums[i] ?? group.gradient }));
    return {
      weight,
      groups: each.map(({ group, sum }) => ({ ...group, gradient: g.div(sum, weight) })),
      sums: groups.map(({ dims }, i) => ({ name: sums[i]?.name ?? "", dims })),
      next: each.map(({ group, sum }) => ({
        input: sum.name,
        value: g.add(sum, g.mul(group.gradient, weight)),
      })),
    };
  });
}

interface Compiled {
  readonly request: TrainStepRequest;
  readonly batch: readonly Value[];
  readonly rate: Value;
  readonly step: Value;
  readonly summing: Summing | null;
  readonly updated: WeightsUpdated;
  readonly rewrite: Rewrite | undefined;
}

function encoded({ request, batch, rate, step, summing, updated, rewrite }: Compiled): TrainStep {
  const { builder: g, loss } = request;
  const assigned = g.parameters.flatMap(({ name }) => {
    const value = g.assignments.get(name);
    return value === undefined ? [] : [{ input: name, value }];
  });
  const extra = Object.entries(request.outputs ?? {}).map(([name, value]) => ({ name, value }));
  const next = [...(summing?.next ?? updated.next), ...assigned];
  const outputs = [{ name: LOSS, value: loss }, ...extra, ...named(next)];
  const fixed = frozenValues(g);
  const specs = g.parameters.map(({ value: _, ...spec }) => spec);
  const used = new Set(leavesOf(g, optimise(g, outputs)).map(({ name }) => name));
  let memory: StepMemory = { peak: 0, recomputed: 0 };
  const finish: Rewrite = (program) => {
    const { program: fitting, plan, recomputed } = fitMemory(program, lossOf(program), request.memory);
    memory = { peak: plan.peak, recomputed };
    return fitting;
  };
  const onnx = encode(g, { outputs, values: fixed, rewrite, finish });
  return {
    onnx,
    parameters: specs.filter(({ name }) => !fixed.has(name)),
    frozen: specs.filter(({ name }) => fixed.has(name)),
    state: updated.state,
    inputs: batch
      .filter(({ name }) => used.has(name))
      .map(({ name, dtype, dims }) => ({ name, dtype, dims })),
    randoms: g.randoms.filter(({ name }) => used.has(name)),
    rateInput: rate.name,
    stepInput: step.name,
    lossOutput: LOSS,
    outputs: extra.map(({ name }) => name),
    updates: carried(next),
    averages: updated.averages,
    memory,
    accumulation:
      summing === null
        ? null
        : {
            onnx: encode(g, { outputs: named(updated.next), values: fixed, rewrite }),
            updates: carried(updated.next),
            sums: summing.sums,
            weightInput: summing.weight.name,
          },
  };
}

function lossOf({ outputs }: Program): Value {
  const loss = outputs.find(({ name }) => name === LOSS);
  if (loss === undefined) throw new Error("The step has no loss.");
  return loss.value;
}

const nextName = (input: string): string => `next/${input}`;
const named = (next: readonly NextState[]) =>
  next.map(({ input, value }) => ({ name: nextName(input), value }));
const carried = (next: readonly NextState[]) => next.map(({ input }) => ({ input, output: nextName(input) }));
