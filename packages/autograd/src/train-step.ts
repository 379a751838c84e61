/** Compiles a loss into one training step: (parameters, state, batch, rate, step) → (parameters′, state′, loss, outputs). */
import { gradients } from "./autodiff/backward.ts";
import type { GraphBuilder } from "./ir/builder.ts";
import type { ParameterSpec, RandomSpec } from "./ir/initial.ts";
import type { Dims, DType } from "./ir/tensor.ts";
import type { Value } from "./ir/value.ts";
import { encode } from "./onnx/encode.ts";
import { clipByGlobalNorm } from "./optim/clip.ts";
import { type OptimiserSettings, stateOf } from "./optim/optimiser.ts";
import { optimiserOf } from "./optim/optimisers.ts";
import { groupWeights, membersOf, type WeightGroup } from "./optim/weight-group.ts";
import { frozenValues } from "./passes/frozen.ts";
import { leavesOf } from "./passes/leaves.ts";
import { optimise } from "./passes/optimise.ts";

export interface TrainStepRequest {
  readonly builder: GraphBuilder;
  readonly loss: Value;
  /** More values to return beside the loss. */
  readonly outputs?: { readonly [name: string]: Value };
  readonly optimiser: OptimiserSettings;
  /** Largest global norm of the gradients; 0 turns clipping off. */
  readonly clip: number;
}

export interface StateSpec {
  readonly name: string;
  readonly dims: readonly number[];
}

export interface TrainStep {
  readonly onnx: Uint8Array<ArrayBuffer>;
  /** Weights the step takes. */
  readonly parameters: readonly ParameterSpec[];
  /** Weights fixed in the file, where the runtime packs them once: not trainable and given by their values. */
  readonly frozen: readonly ParameterSpec[];
  /** Optimiser state; zeros before the first step. */
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
  /** Which output is the next value of which parameter or state input. */
  readonly updates: readonly { readonly input: string; readonly output: string }[];
}

const LOSS = "loss";

export function compileTrainStep(request: TrainStepRequest): TrainStep {
  const { builder: g, loss } = request;
  const batch = [...g.inputs];
  const rate = g.input("learning_rate", "float32", []);
  const step = g.input("step", "float32", []);
  const trained = g.parameters.filter(({ trainable }) => trainable);
  const slopes = gradients(
    loss,
    trained.map(({ value }) => value),
  );
  const groups = clipped(
    g,
    g.scope("optimiser", () => groupWeights(g, trained, slopes)),
    request.clip,
  );
  const updates = groups.map((group) =>
    g.scope(`optimiser/${group.name}`, () =>
      updateGroup(g, { group, rate, step, settings: request.optimiser }),
    ),
  );
  const assigned = g.parameters.flatMap(({ name }) => {
    const value = g.assignments.get(name);
    return value === undefined ? [] : [{ input: name, value }];
  });
  const next = [...updates.flatMap(({ next: values }) => values), ...assigned];
  const extra = Object.entries(request.outputs ?? {}).map(([name, value]) => ({ name, value }));
  const outputs = [
    { name: LOSS, value: loss },
    ...extra,
    ...next.map(({ input, value }) => ({ name: nextName(input), value })),
  ];
  const fixed = frozenValues(g);
  const specs = g.parameters.map(({ value: _, ...spec }) => spec);
  const used = new Set(leavesOf(g, optimise(g, outputs)).map(({ name }) => name));
  return {
    onnx: encode(g, { outputs, values: fixed }),
    parameters: specs.filter(({ name }) => !fixed.has(name)),
    frozen: specs.filter(({ name }) => fixed.has(name)),
    state: updates.flatMap(({ state }) => state),
    inputs: batch
      .filter(({ name }) => used.has(name))
      .map(({ name, dtype, dims }) => ({ name, dtype, dims })),
    randoms: g.randoms.filter(({ name }) => used.has(name)),
    rateInput: rate.name,
    stepInput: step.name,
    lossOutput: LOSS,
    outputs: extra.map(({ name }) => name),
    updates: next.map(({ input }) => ({ input, output: nextName(input) })),
  };
}

function nextName(input: string): string {
  return `next/${input}`;
}

function clipped(g: GraphBuilder, groups: readonly WeightGroup[], limit: number): readonly WeightGroup[] {
  if (limit <= 0) return groups;
  const slopes = groups.map(({ gradient }) => gradient);
  const scaled = g.scope("clip", () => clipByGlobalNorm(g, slopes, limit));
  return groups.map((group, i) => ({ ...group, gradient: scaled[i] ?? group.gradient }));
}

interface UpdateRequest {
  readonly group: WeightGroup;
  readonly rate: Value;
  readonly step: Value;
  readonly settings: OptimiserSettings;
}

interface GroupUpdate {
  readonly state: readonly StateSpec[];
  readonly next: readonly { readonly input: string; readonly value: Value }[];
}

function updateGroup(g: GraphBuilder, { group, rate, step, settings }: UpdateRequest): GroupUpdate {
  const optimiser = optimiserOf(settings.kind);
  const inputs = optimiser.state.map((key) => ({
    key,
    input: g.input(`${key}/${group.name}`, "float32", group.dims),
  }));
  const updated = optimiser.update(g, {
    weights: group.weights,
    gradient: group.gradient,
    state: Object.fromEntries(inputs.map(({ key, input }) => [key, input])),
    rate: group.rateScale === 1 ? rate : g.mul(rate, group.rateScale),
    step,
    decay: group.decay ? settings.weightDecay : 0,
  });
  const weights = membersOf(g, group, updated.weights);
  return {
    state: inputs.map(({ input }) => ({ name: input.name, dims: group.dims })),
    next: [
      ...group.members.flatMap(({ name }, i) => ({ input: name, value: weights[i] ?? updated.weights })),
      ...inputs.map(({ key, input }) => ({ input: input.name, value: stateOf(updated.state, key) })),
    ],
  };
}
