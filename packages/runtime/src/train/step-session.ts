/** The training step of a job: fills the batches of its rows, draws what is random, and runs them on the device. */
import { type RandomSpec, RandomStream, type TrainStep } from "@fuseline/autograd";
import type { Device } from "@fuseline/schema";
import { type NamedNumbers, type StepFeed, StepRunner, type WeightedFeed } from "@fuseline/training";
import type { Tensor } from "onnxruntime-node";
import { runSession } from "../session/session-error.ts";
import { trainingRuntime } from "../session/training-runtime.ts";
import type { BatchFeeds, Variation } from "./batch-feeds.ts";

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

export interface StepSessionRequest {
  readonly step: TrainStep;
  readonly seed: string;
  readonly batch: number;
  /** Undefined: the device of the process. */
  readonly device: Device | undefined;
  /** Fills the inputs that the step takes. */
  feeds(inputNames: readonly string[]): BatchFeeds;
}

/** Graph input that takes the weight of each row of the batch. */
export const ROW_WEIGHT = "rowWeight";

interface Parts {
  readonly step: TrainStep;
  readonly runner: StepRunner;
  readonly feeds: BatchFeeds;
}

export class StepSession {
  private readonly randoms: readonly { readonly data: Float32Array; readonly spec: RandomSpec }[];
  private readonly rowWeight: Float32Array;
  private readonly rate = new Float32Array(1);
  private readonly number = new Float32Array(1);
  /** Over arrays that every step fills anew. */
  private readonly batchFeed: StepFeed;
  private readonly numbersFeed: StepFeed;

  private constructor(private readonly parts: Parts) {
    const { step, feeds } = parts;
    this.rowWeight = new Float32Array(feeds.batch);
    this.randoms = step.randoms.map((spec) => {
      const size = spec.dims.reduce((product, dim) => product * dim, 1);
      return { data: new Float32Array(size), spec };
    });
    this.numbersFeed = { [step.rateInput]: this.rate, [step.stepInput]: this.number };
    this.batchFeed = {
      ...Object.fromEntries(
        Object.entries(feeds.tensors).map(([input, { data }]) => [input, data as StepFeed[string]]),
      ),
      ...Object.fromEntries(this.randoms.map(({ data, spec }) => [spec.name, data])),
      [ROW_WEIGHT]: this.rowWeight,
    };
  }

  /** @throws UserError `device-unavailable` */
  static async open({ step, seed, batch, device, feeds }: StepSessionRequest): Promise<StepSession> {
    const runner = await StepRunner.open({
      step,
      runtime: await trainingRuntime(device),
      seed,
      run: (session, inputs, outputs) => runSession(session, inputs, { outputs, batch }),
    });
    return new StepSession({ step, runner, feeds: feeds(runner.inputNames) });
  }

  close(): Promise<void> {
    return this.parts.runner.close();
  }

  /** Steps that the device takes at once. */
  get stepsPerRun(): number {
    return this.parts.runner.stepsPerRun;
  }

  /** First values again: parameters drawn from the seed, state as it begins. */
  reset(): void {
    this.parts.runner.reset();
  }

  /**
   * Steps one after the other; returns the loss of each. After a loss that is no number there are no more.
   * @throws UserError `out-of-memory`, `device-failed`
   */
  async run(requests: readonly StepRequest[]): Promise<number[]> {
    const { runner, step } = this.parts;
    if (step.accumulation === null) return runner.run(this.feedsOf(requests));
    const losses: number[] = [];
    for (const request of requests) {
      this.fillNumbers(request);
      losses.push(await runner.runSummed(this.batchesOf(request), this.numbersFeed));
      if (!Number.isFinite(losses.at(-1))) break;
    }
    return losses;
  }

  /** What the model is: the weights, or their moving average where one is kept. They hold until the next step. */
  parameterTensors(): Promise<{ readonly [input: string]: Tensor }> {
    return this.parts.runner.parameterTensors();
  }

  parameters(): Promise<NamedNumbers> {
    return this.parts.runner.parameters();
  }

  /** Parameters and optimiser state. */
  everything(): Promise<NamedNumbers> {
    return this.parts.runner.everything();
  }

  load(numbers: NamedNumbers): void {
    this.parts.runner.load(numbers);
  }

  private *feedsOf(requests: readonly StepRequest[]): Generator<StepFeed> {
    const feed = { ...this.batchFeed, ...this.numbersFeed };
    for (const request of requests) {
      this.fill(request, `${request.stream}/${request.step}`);
      this.fillNumbers(request);
      yield feed;
    }
  }

  private *batchesOf(request: StepRequest): Generator<WeightedFeed> {
    const { batch } = this.parts.feeds;
    for (let start = 0; start < request.rows.length; start += batch) {
      const rows = request.rows.slice(start, start + batch);
      const weight = rows.reduce((sum, row) => sum + (request.weights?.[row] ?? 1), 0);
      const stream = `${request.stream}/${request.step}/${start / batch}`;
      this.fill({ ...request, rows }, stream);
      yield { feed: this.batchFeed, weight };
    }
  }

  private fillNumbers({ rate, step }: StepRequest): void {
    this.rate[0] = rate;
    this.number[0] = step + 1;
  }

  private fill({ rows, weights, variation }: StepRequest, stream: string): void {
    this.rowWeight.fill(0);
    rows.forEach((row, place) => {
      this.rowWeight[place] = weights?.[row] ?? 1;
    });
    this.parts.feeds.fill(rows, variation);
    for (const { data, spec } of this.randoms) new RandomStream(`${stream}/${spec.key}`).fill(data, spec);
  }
}
