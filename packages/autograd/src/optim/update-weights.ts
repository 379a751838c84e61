/** The second half of a training step: from gradients to the next weights, optimiser state and averages. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { movedAverage } from "./average.ts";
import { clipScale, squaredNorm } from "./clip.ts";
import type { LossScale, NextState } from "./loss-scale.ts";
import { type OptimiserSettings, stateOf } from "./optimiser.ts";
import { optimiserOf } from "./optimisers.ts";
import type { StateSpec } from "./state.ts";
import { membersOf, type WeightGroup } from "./weight-group.ts";

export interface UpdateSettings {
  readonly optimiser: OptimiserSettings;
  /** Largest global norm of the gradients; 0 turns clipping off. */
  readonly clip: number;
  /** Largest decay of the weights' moving average; absent: no average is kept. */
  readonly average?: number;
}

export interface UpdateRequest {
  readonly groups: readonly WeightGroup[];
  readonly rate: Value;
  readonly step: Value;
  readonly settings: UpdateSettings;
  readonly scaling: LossScale | null;
}

/** Where a parameter's average stands in the state. */
export interface AveragedParameter {
  readonly parameter: string;
  readonly state: string;
  readonly offset: number;
  readonly size: number;
}

export interface WeightsUpdated {
  readonly state: readonly StateSpec[];
  readonly next: readonly NextState[];
  readonly averages: readonly AveragedParameter[];
}

export function updateWeights(g: GraphBuilder, request: UpdateRequest): WeightsUpdated {
  const { scaling, settings } = request;
  const unscaled = unscaledGroups(g, request);
  const gradients = unscaled.map(({ gradient }) => gradient);
  const measured = settings.clip > 0 || scaling !== null;
  const square = measured ? g.scope("clip", () => squaredNorm(g, gradients)) : null;
  const groups = clipped(g, unscaled, { square, limit: settings.clip });
  const step = scaling === null ? request.step : scaling.stepNumber(request.step);
  const parts = groups.map((group) =>
    g.scope(`optimiser/${group.name}`, () => updateGroup(g, group, { ...request, step })),
  );
  const updated: WeightsUpdated = {
    state: parts.flatMap(({ state }) => state),
    next: parts.flatMap(({ next }) => next),
    averages: parts.flatMap(({ averages }) => averages),
  };
  return scaling === null || square === null ? updated : unlessOverflowed(g, updated, { scaling, square });
}

function unscaledGroups(g: GraphBuilder, { groups, scaling }: UpdateRequest): readonly WeightGroup[] {
  if (scaling === null) return groups;
  return groups.map((group) => ({ ...group, gradient: g.mul(group.gradient, scaling.inverse) }));
}

function clipped(
  g: GraphBuilder,
  groups: readonly WeightGroup[],
  { square, limit }: { readonly square: Value | null; readonly limit: number },
): readonly WeightGroup[] {
  if (limit <= 0 || square === null) return groups;
  return g.scope("clip", () => {
    const scale = clipScale(g, square, limit);
    return groups.map((group) => ({ ...group, gradient: g.mul(group.gradient, scale) }));
  });
}

function updateGroup(g: GraphBuilder, group: WeightGroup, request: UpdateRequest): WeightsUpdated {
  const { optimiser: settings, average } = request.settings;
  const optimiser = optimiserOf(settings.kind);
  const inputs = optimiser.state.map((key) => ({
    key,
    input: g.input(`${key}/${group.name}`, "float32", group.dims),
  }));
  const updated = optimiser.update(g, {
    weights: group.weights,
    gradient: group.gradient,
    state: Object.fromEntries(inputs.map(({ key, input }) => [key, input])),
    rate: group.rateScale === 1 ? request.rate : g.mul(request.rate, group.rateScale),
    step: request.step,
    decay: group.decay || settings.decayAll === true ? settings.weightDecay : 0,
  });
  const weights = membersOf(g, group, updated.weights);
  const own: WeightsUpdated = {
    state: inputs.map(({ input }) => ({ name: input.name, dims: group.dims })),
    next: [
      ...group.members.flatMap(({ name }, i) => ({ input: name, value: weights[i] ?? updated.weights })),
      ...inputs.map(({ key, input }) => ({ input: input.name, value: stateOf(updated.state, key) })),
    ],
    averages: [],
  };
  return average === undefined
    ? own
    : withAverage(g, own, { ...request, group, weights: updated.weights, average });
}

interface Averaging extends Pick<UpdateRequest, "step"> {
  readonly group: WeightGroup;
  readonly weights: Value;
  readonly average: number;
}

function withAverage(
  g: GraphBuilder,
  own: WeightsUpdated,
  { group, weights, average: decay, step }: Averaging,
): WeightsUpdated {
  const average = g.input(`average/${group.name}`, "float32", group.dims);
  let offset = 0;
  const averages = group.members.map(({ name, dims }) => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    offset += size;
    return { parameter: name, state: average.name, offset: offset - size, size };
  });
  const begins = group.members.map(({ name }) => name);
  return {
    state: [...own.state, { name: average.name, dims: group.dims, begins }],
    next: [...own.next, { input: average.name, value: movedAverage(g, { average, weights, decay, step }) }],
    averages,
  };
}

/** Everything stays as it was when a gradient overflowed, but for the loss scale. */
function unlessOverflowed(
  g: GraphBuilder,
  updated: WeightsUpdated,
  { scaling, square }: { readonly scaling: LossScale; readonly square: Value },
): WeightsUpdated {
  const before = new Map([
    ...g.parameters.map(({ name, value }) => [name, value] as const),
    ...g.inputs.map((value) => [value.name, value] as const),
  ]);
  return g.scope("loss-scale", () => {
    const { taken, next } = scaling.after(square);
    const kept = updated.next.map(({ input, value }) => {
      const old = before.get(input);
      if (old === undefined) throw new Error(`There is no ${input} to keep.`);
      return { input, value: g.where(taken, value, old) };
    });
    return { ...updated, state: [...updated.state, ...scaling.state], next: [...kept, ...next] };
  });
}
