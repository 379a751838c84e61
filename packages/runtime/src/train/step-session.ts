/** A training step as a thing that runs: holds parameters and optimiser state between steps. */
import {
  type Carried,
  firstState,
  initialise,
  type RandomSpec,
  RandomStream,
  type TrainStep,
} from "@fuseline/autograd";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { runSession } from "../session/session-error.ts";
import type { BatchFeeds, Variation } from "./batch-feeds.ts";
import type { NamedNumbers } from "./checkpoint.ts";

export interface StepRequest {
  /** Rows of the step; more than a batch holds go through one after the other, and their gradients are added. */
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
  /** Of the second graph, where gradients are added up before they are used. */
  readonly update: InferenceSession | null;
  readonly step: TrainStep;
  readonly feeds: BatchFeeds;
  readonly seed: string;
}

/** Graph input that takes the weight of each row of the batch. */
export const ROW_WEIGHT = "rowWeight";

type Tensors = { [input: string]: Tensor };

export class StepSession {
  private tensors: Tensors = {};
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

  /** First values again: parameters drawn from the seed, state as it begins. */
  reset(): void {
    const { step, seed } = this.parts;
    const first = initialise(step.parameters, seed);
    this.tensors = {};
    for (const { name, dims } of step.parameters) {
      this.tensors[name] = new Tensor("float32", first.get(name) ?? new Float32Array(), dims);
    }
    for (const spec of step.state) {
      this.tensors[spec.name] = new Tensor("float32", firstState(spec, first), spec.dims);
    }
  }

  /** One step; returns the loss of its rows. */
  async run(request: StepRequest): Promise<number> {
    const { step } = this.parts;
    const stream = `${request.stream}/${request.step}`;
    const numbers = {
      [step.rateInput]: scalar(request.rate),
      [step.stepInput]: scalar(request.step + 1),
    };
    return step.accumulation === null
      ? this.runBatch(request, stream, numbers)
      : this.runBatches(request, stream, { numbers, accumulation: step.accumulation });
  }

  /** Gradients and losses are means weighted by what the rows of each batch count, as those of one large batch are. */
  private async runBatches(
    request: StepRequest,
    stream: string,
    { numbers, accumulation }: Summed,
  ): Promise<number> {
    const { feeds, update } = this.parts;
    const { weightInput, sums } = accumulation;
    for (const { name, dims } of sums) this.tensors[name] = zeros(dims);
    let [loss, total] = [0, 0];
    for (let start = 0; start < request.rows.length; start += feeds.batch) {
      const rows = request.rows.slice(start, start + feeds.batch);
      const weight = rows.reduce((sum, row) => sum + (request.weights?.[row] ?? 1), 0);
      const extra = { ...numbers, [weightInput]: scalar(weight) };
      const one = await this.runBatch({ ...request, rows }, `${stream}/${start / feeds.batch}`, extra);
      if (!Number.isFinite(one)) return one;
      loss += one * weight;
      total += weight;
    }
    if (update === null) throw new Error("a step that adds gradients up has a second graph");
    const inputs = { ...this.tensors, ...numbers, [weightInput]: scalar(total) };
    this.carry(await runSession(update, taken(update, inputs), { batch: feeds.batch }), accumulation.updates);
    for (const { name } of sums) delete this.tensors[name];
    return loss / total;
  }

  private async runBatch(
    { rows, weights, variation }: Pick<StepRequest, "rows" | "weights" | "variation">,
    stream: string,
    numbers: Tensors,
  ): Promise<number> {
    const { session, step, feeds } = this.parts;
    this.rowWeight.fill(0);
    rows.forEach((row, place) => {
      this.rowWeight[place] = weights?.[row] ?? 1;
    });
    const inputs = {
      ...this.tensors,
      ...feeds.fill(rows, variation),
      ...this.drawRandoms(stream),
      [ROW_WEIGHT]: new Tensor("float32", this.rowWeight, [feeds.batch]),
      ...numbers,
    };
    const results = await runSession(session, taken(session, inputs), { batch: feeds.batch });
    const loss = Number(results[step.lossOutput]?.data[0]);
    if (Number.isFinite(loss)) this.carry(results, step.updates);
    return loss;
  }

  private carry(results: InferenceSession.OnnxValueMapType, updates: readonly Carried[]): void {
    for (const { input, output } of updates) {
      const next = results[output];
      if (next === undefined) throw new Error(`the training step gave no ${output}`);
      this.tensors[input] = next;
    }
  }

  private drawRandoms(stream: string): Tensors {
    return Object.fromEntries(
      this.randoms.map(({ tensor, spec }) => {
        new RandomStream(`${stream}/${spec.key}`).fill(tensor.data as Float32Array, spec);
        return [spec.name, tensor];
      }),
    );
  }

  /** What the model is: the weights, or their moving average where one is kept. */
  parameterTensors(): { [input: string]: Tensor } {
    const { parameters, averages } = this.parts.step;
    const averaged = new Map(averages.map((average) => [average.parameter, average]));
    return Object.fromEntries(
      parameters.flatMap(({ name, dims }) => {
        const average = averaged.get(name);
        const tensor = this.tensors[average?.state ?? name];
        if (tensor === undefined || average === undefined)
          return tensor === undefined ? [] : [[name, tensor]];
        const data = (tensor.data as Float32Array).subarray(average.offset, average.offset + average.size);
        return [[name, new Tensor("float32", data, dims)]];
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

interface Summed {
  readonly numbers: Tensors;
  readonly accumulation: NonNullable<TrainStep["accumulation"]>;
}

const scalar = (value: number): Tensor => new Tensor("float32", [value], []);

function zeros(dims: readonly number[]): Tensor {
  return new Tensor("float32", new Float32Array(dims.reduce((product, dim) => product * dim, 1)), dims);
}

/** The inputs that a graph knows; it refuses any other. */
function taken({ inputNames }: InferenceSession, inputs: Tensors): Tensors {
  return Object.fromEntries(
    inputNames.flatMap((name) => {
      const tensor = inputs[name];
      return tensor === undefined ? [] : [[name, tensor]];
    }),
  );
}

function copyOf(tensors: { readonly [name: string]: Tensor }): NamedNumbers {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, Float32Array.from(tensor.data as Float32Array)]),
  );
}
