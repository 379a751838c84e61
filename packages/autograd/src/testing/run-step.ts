/** Trains a compiled step on numbers drawn from names. For tests only. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { firstState } from "../optim/state.ts";
import { initialise } from "../random/initialise.ts";
import { RandomStream } from "../random/random-stream.ts";
import type { TrainStep } from "../train-step.ts";

export interface RanSteps {
  readonly losses: readonly number[];
  /** Weights and optimiser state after the last step. */
  readonly numbers: { readonly [input: string]: Float32Array };
  /** Most memory the process held so far, before and after the steps; bytes. */
  readonly before: number;
  readonly after: number;
}

export async function runSteps(step: TrainStep, count: number): Promise<RanSteps> {
  const session = await InferenceSession.create(step.onnx, {
    intraOpNumThreads: 1,
    enableMemPattern: false,
    logSeverityLevel: 3,
  });
  const first = initialise(step.parameters, "1");
  const numbers: { [name: string]: Float32Array } = Object.fromEntries([
    ...first,
    ...step.state.map((spec) => [spec.name, firstState(spec, first)] as const),
  ]);
  const dims = new Map([...step.parameters, ...step.state].map((spec) => [spec.name, spec.dims]));
  const batch = batchOf(step);
  const losses: number[] = [];
  const before = process.resourceUsage().maxRSS * 1024;
  for (let number = 1; number <= count; number++) {
    const carried = Object.entries(numbers).map(([name, data]) => [
      name,
      new Tensor("float32", data, dims.get(name) ?? []),
    ]);
    const results = await session.run({
      ...batch,
      ...Object.fromEntries(carried),
      [step.rateInput]: new Tensor("float32", [0.01], []),
      [step.stepInput]: new Tensor("float32", [number], []),
    });
    losses.push(Number(results[step.lossOutput]?.data[0]));
    for (const { input, output } of step.updates) numbers[input] = results[output]?.data as Float32Array;
  }
  const after = process.resourceUsage().maxRSS * 1024;
  await session.release();
  return { losses, numbers, before, after };
}

function batchOf({ inputs, randoms }: TrainStep): { [name: string]: Tensor } {
  const fed = inputs.map(({ name, dims }) => {
    const sizes = dims.map(Number);
    const data = new Float32Array(sizes.reduce((product, size) => product * size, 1));
    const stream = new RandomStream(`batch/${name}`);
    for (let i = 0; i < data.length; i++) data[i] = stream.normal();
    return [name, new Tensor("float32", data, sizes)] as const;
  });
  const drawn = randoms.map((spec) => {
    const data = new Float32Array(spec.dims.reduce((product, size) => product * size, 1));
    new RandomStream(`mask/${spec.key}`).fill(data, spec);
    return [spec.name, new Tensor("float32", data, spec.dims)] as const;
  });
  return Object.fromEntries([...fed, ...drawn]);
}
