/** Compiles a loss into one training step: (parameters, state, batch, rate, step) → (parameters′, state′, loss, outputs). */
import { gradients } from "./autodiff/backward.ts";
import type { GraphBuilder } from "./ir/builder.ts";
import type { Parameter, ParameterSpec, RandomSpec } from "./ir/initial.ts";
import type { Dims, DType } from "./ir/tensor.ts";
import type { Value } from "./ir/value.ts";
import { encode } from "./onnx/encode.ts";
import { clipByGlobalNorm } from "./optim/clip.ts";
import { type OptimiserSettings, optimiserOf } from "./optim/optimiser.ts";

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
  readonly parameters: readonly ParameterSpec[];
  /** Optimiser state; zeros before the first step. */
  readonly state: readonly StateSpec[];
  readonly inputs: readonly { readonly name: string; readonly dtype: DType; readonly dims: Dims }[];
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
  const inputs = g.inputs.map(({ name, dtype, dims }) => ({ name, dtype, dims }));
  const rate = g.input("learning_rate", "float32", []);
  const step = g.input("step", "float32", []);
  const trained = g.parameters.filter(({ trainable }) => trainable);
  const slopes = gradients(
    loss,
    trained.map(({ value }) => value),
  );
  const clipped =
    request.clip > 0 ? g.scope("clip", () => clipByGlobalNorm(g, slopes, request.clip)) : slopes;
  const updates = trained.map((parameter, index) =>
    g.scope(`optimiser/${parameter.name}`, () =>
      updateOf(g, { parameter, gradient: clipped[index], rate, step, settings: request.optimiser }),
    ),
  );
  const assigned = g.parameters.flatMap(({ name }) => {
    const value = g.assignments.get(name);
    return value === undefined ? [] : [{ input: name, value }];
  });
  const next = [...updates.flatMap(({ next: values }) => values), ...assigned];
  const extra = Object.entries(request.outputs ?? {}).map(([name, value]) => ({ name, value }));
  const onnx = encode(g, {
    outputs: [
      { name: LOSS, value: loss },
      ...extra,
      ...next.map(({ input, value }) => ({ name: nextName(input), value })),
    ],
  });
  return {
    onnx,
    parameters: g.parameters.map(({ value: _, ...spec }) => spec),
    state: updates.flatMap(({ state }) => state),
    inputs,
    randoms: g.randoms,
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

interface UpdateRequest {
  readonly parameter: Parameter;
  readonly gradient: Value | undefined;
  readonly rate: Value;
  readonly step: Value;
  readonly settings: OptimiserSettings;
}

function updateOf(g: GraphBuilder, { parameter, gradient, rate, step, settings }: UpdateRequest) {
  if (gradient === undefined) throw new Error(`${parameter.name} has no gradient.`);
  const optimiser = optimiserOf(settings.kind);
  const state = optimiser.state.map((name) => ({
    name: `${name}/${parameter.name}`,
    dims: parameter.dims,
    key: name,
  }));
  const inputs = state.map(({ name, dims, key }) => [key, g.input(name, "float32", dims)] as const);
  const updated = optimiser.update(g, {
    parameter: parameter.value,
    gradient,
    state: Object.fromEntries(inputs),
    rate: parameter.rateScale === 1 ? rate : g.mul(rate, parameter.rateScale),
    step,
    decay: parameter.decay ? settings.weightDecay : 0,
  });
  const nextState = inputs.map(([key, input]) => {
    const value = updated.state[key];
    if (value === undefined) throw new Error(`${settings.kind} gave no ${key}.`);
    return { input: input.name, value };
  });
  return {
    state: inputs.map(([, input]) => ({ name: input.name, dims: parameter.dims })),
    next: [{ input: parameter.name, value: updated.parameter }, ...nextState],
  };
}
