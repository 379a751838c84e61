/**
 * Weights that are updated together. Every node costs microseconds however small its tensors are, and most parameters
 * of a network are short vectors, so all short ones with the same settings are updated as one long vector.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Parameter } from "../ir/initial.ts";
import type { Value } from "../ir/value.ts";

/** Shorter parameters are joined; for longer ones the work outweighs the cost of a node. */
const JOINED_SIZE = 4096;

export interface WeightGroup {
  /** The parameter's own name, or one for all the joined ones. */
  readonly name: string;
  readonly members: readonly Parameter[];
  readonly dims: readonly number[];
  readonly weights: Value;
  readonly gradient: Value;
  readonly decay: boolean;
  readonly rateScale: number;
}

/** `gradients` belong to `parameters` one by one. Groups are named by their order, which follows the parameters'. */
export function groupWeights(
  g: GraphBuilder,
  parameters: readonly Parameter[],
  gradients: readonly Value[],
): WeightGroup[] {
  const buckets = new Map<string, Member[]>();
  parameters.forEach((parameter, i) => {
    const gradient = gradients[i];
    if (gradient === undefined) throw new Error(`${parameter.name} has no gradient.`);
    const short = sizeOf(parameter) < JOINED_SIZE;
    const key = short
      ? `joined decay=${parameter.decay} rate=${parameter.rateScale}`
      : `alone ${parameter.name}`;
    const bucket = buckets.get(key) ?? [];
    bucket.push({ parameter, gradient });
    buckets.set(key, bucket);
  });
  return [...buckets.values()].map((members, i) => joined(g, { members, name: `joined${i}` }));
}

interface Member {
  readonly parameter: Parameter;
  readonly gradient: Value;
}

function sizeOf({ dims }: Parameter): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

function joined(
  g: GraphBuilder,
  { members, name }: { members: readonly Member[]; name: string },
): WeightGroup {
  const [first] = members;
  if (first === undefined) throw new Error("A group needs a parameter.");
  const { decay, rateScale } = first.parameter;
  const parameters = members.map(({ parameter }) => parameter);
  if (members.length === 1) {
    const { parameter, gradient } = first;
    const { dims, value: weights } = parameter;
    return { name: parameter.name, members: parameters, dims, weights, gradient, decay, rateScale };
  }
  const flat = (values: Value[]): Value =>
    g.concat(
      values.map((value) => g.reshape(value, [-1])),
      0,
    );
  return {
    name,
    members: parameters,
    dims: [parameters.reduce((sum, parameter) => sum + sizeOf(parameter), 0)],
    weights: flat(parameters.map(({ value }) => value)),
    gradient: flat(members.map(({ gradient }) => gradient)),
    decay,
    rateScale,
  };
}

/** A value of the group's dimensions taken apart: what belongs to each member, in its dimensions. */
export function membersOf(g: GraphBuilder, { members }: WeightGroup, value: Value): Value[] {
  if (members.length === 1) return [value];
  const parts = takenApart(g, value, members.map(sizeOf));
  return members.map(({ name, dims }, i) => {
    const part = parts[i];
    if (part === undefined) throw new Error(`The group holds nothing for ${name}.`);
    return g.reshape(part, dims);
  });
}

/** WebGPU promises a program eight buffers, of which one is what is cut. */
const PARTS_AT_ONCE = 7;

function takenApart(g: GraphBuilder, value: Value, sizes: readonly number[]): Value[] {
  if (sizes.length <= PARTS_AT_ONCE) return g.split(value, sizes, 0);
  const share = Math.ceil(sizes.length / PARTS_AT_ONCE);
  const shares = Array.from({ length: Math.ceil(sizes.length / share) }, (_, i) =>
    sizes.slice(i * share, (i + 1) * share),
  );
  const totals = shares.map((own) => own.reduce((sum, size) => sum + size, 0));
  return g.split(value, totals, 0).flatMap((part, i) => takenApart(g, part, shares[i] ?? []));
}
