/** A training step as a thing that runs: holds parameters and optimiser state between steps. */
import { initialise, type RandomSpec, RandomStream, type TrainStep } from "@fuseline/autograd";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { runSession } from "../session/session-error.ts";
import type { BatchFeeds, Variation } from "./batch-feeds.ts";
import type { NamedNumbers } from "./checkpoint.ts";

export interface StepRequest {
  readonly rows: readonly number[];
  readonly weights: readonly number[] | null;
  readonly variation: Variation | undefined;
  readonly rate: number;
  /** Names the random masks of the step, with its number. */
  readonly stream: string;
  /** Counted from 0. */
  readonly step: number;
}

export interface StepSessionParts {
  readonly session: InferenceSession;
  readonly step: TrainStep;
  readonly feeds: BatchFeeds;
  readonly seed: string;
}

/** Graph input that takes the weight of each row of the batch. */
export const ROW_WEIGHT = "rowWeight";

export class StepSession {
  private tensors: { [input: string]: Tensor } = {};
  private readonly parts: StepSessionParts;
  private readonly randoms: readonly { readonly tensor: Tensor; readonly spec: RandomSpec }[];
  private readonly rowWeight: Float32Array;

  constructor(parts: StepSessionParts) {
    this.parts = parts;
    this.rowWeight = new Float32Array(parts.feeds.batch);
    this.randoms = parts.step.randoms.map((spec) => {
      const size = spec.dims.reduce((product, dim) => product * dim, 1);
      return { tensor: new Tensor("float32", new Float32Array(size), spec.dims), spec };
    });
    this.reset();
  }

  /** First values again: parameters drawn from the seed, state zero. */
  reset(): void {
    const { step, seed } = this.parts;
    const first = initialise(step.parameters, seed);
    this.tensors = {};
    for (const { name, dims } of step.parameters) {
      this.tensors[name] = new Tensor("float32", first.get(name) ?? new Float32Array(), dims);
    }
    for (const { name, dims } of step.state) {
      const size = dims.reduce((product, dim) => product * dim, 1);
      this.tensors[name] = new Tensor("float32", new Float32Array(size), dims);
    }
  }

  /** One step; returns the loss of the batch. */
  async run(request: StepRequest): Promise<number> {
    const { session, step, feeds } = this.parts;
    this.rowWeight.fill(0);
    request.rows.forEach((row, place) => {
      this.rowWeight[place] = request.weights?.[row] ?? 1;
    });
    const inputs = {
      ...this.tensors,
      ...feeds.fill(request.rows, request.variation),
      ...this.drawRandoms(`${request.stream}/${request.step}`),
      [ROW_WEIGHT]: new Tensor("float32", this.rowWeight, [feeds.batch]),
      [step.rateInput]: new Tensor("float32", [request.rate], []),
      [step.stepInput]: new Tensor("float32", [request.step + 1], []),
    };
    const results = await runSession(session, inputs, { batch: feeds.batch });
    const loss = Number(results[step.lossOutput]?.data[0]);
    if (!Number.isFinite(loss)) return loss;
    for (const { input, output } of step.updates) {
      const next = results[output];
      if (next === undefined) throw new Error(`the training step gave no ${output}`);
      this.tensors[input] = next;
    }
    return loss;
  }

  private drawRandoms(stream: string): { [input: string]: Tensor } {
    return Object.fromEntries(
      this.randoms.map(({ tensor, spec }) => {
        new RandomStream(`${stream}/${spec.key}`).fill(tensor.data as Float32Array, spec);
        return [spec.name, tensor];
      }),
    );
  }

  parameterTensors(): { [input: string]: Tensor } {
    return Object.fromEntries(
      this.parts.step.parameters.flatMap(({ name }) => {
        const tensor = this.tensors[name];
        return tensor === undefined ? [] : [[name, tensor]];
      }),
    );
  }

  parameters(): NamedNumbers {
    return copyOf(this.parameterTensors());
  }

  /** Parameters and optimiser state. */
  everything(): NamedNumbers {
    return copyOf(this.tensors);
  }

  load(numbers: NamedNumbers): void {
    for (const [name, tensor] of Object.entries(this.tensors)) {
      const data = numbers[name];
      if (data === undefined || data.length !== tensor.size)
        throw new Error(`checkpoint does not fit parameter ${name}`);
      this.tensors[name] = new Tensor("float32", Float32Array.from(data), tensor.dims);
    }
  }
}

function copyOf(tensors: { readonly [name: string]: Tensor }): NamedNumbers {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, Float32Array.from(tensor.data as Float32Array)]),
  );
}
