/** What a training step carries from step to step beside the weights, and how it begins. */

export interface StateSpec {
  readonly name: string;
  readonly dims: readonly number[];
  /** Absent: zeros. A number fills it; names of parameters lay their first values one after the other. */
  readonly begins?: number | readonly string[];
}

/** @param parameters first values by name */
export function firstState(
  { name, dims, begins = 0 }: StateSpec,
  parameters: ReadonlyMap<string, Float32Array>,
): Float32Array {
  const values = new Float32Array(dims.reduce((size, dim) => size * dim, 1));
  if (typeof begins === "number") return values.fill(begins);
  let at = 0;
  for (const parameter of begins) {
    const numbers = parameters.get(parameter);
    if (numbers === undefined) throw new Error(`${name} begins with ${parameter}, which is not there.`);
    values.set(numbers, at);
    at += numbers.length;
  }
  return values;
}
