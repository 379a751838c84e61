/** A training step as a thing that runs, on any device: holds parameters and optimiser state between steps. */
import { type Carried, firstState, initialise, type TrainStep } from "@fuseline/autograd";
import type { InferenceSession, Tensor } from "onnxruntime-common";
import type { NamedNumbers, OnnxRuntime } from "./onnx-runtime.ts";
import { openStepProgram, type StepFeed, type StepProgram } from "./step-program.ts";

export interface StepRunnerRequest {
  readonly step: TrainStep;
  readonly runtime: OnnxRuntime;
  /** First values of the parameters are drawn from it. */
  readonly seed: string;
  /** Runs the session; for those who turn its errors into issues. */
  readonly run?: RunSession;
}

export type RunSession = (
  session: InferenceSession,
  inputs: InferenceSession.OnnxValueMapType,
  outputs: InferenceSession.NullableOnnxValueMapType,
) => Promise<InferenceSession.OnnxValueMapType>;

/** A batch whose gradients are added to those of others, and what it counts among them. */
export interface WeightedFeed {
  readonly feed: StepFeed;
  readonly weight: number;
}

type Tensors = { [name: string]: Tensor };

const runSession: RunSession = (session, inputs, outputs) => session.run(inputs, outputs);

export class StepRunner {
  private readonly tensors: Tensors = {};
  /** What the next run writes into, by output, so that a step allocates nothing; where the runtime can. */
  private readonly spare: Tensors = {};

  private constructor(
    private readonly request: StepRunnerRequest,
    private readonly program: StepProgram,
  ) {
    this.reset();
  }

  static async open(request: StepRunnerRequest): Promise<StepRunner> {
    return new StepRunner(request, await openStepProgram(request.step, request.runtime));
  }

  /** Steps that one run of the device takes at most: whoever watches every step sees that many at once. */
  get stepsPerRun(): number {
    return this.program.most;
  }

  /** Inputs that the step takes; what else a feed brings is left aside. */
  get inputNames(): readonly string[] {
    return this.program.session.inputNames;
  }

  /** First values again: parameters drawn from the seed, state as it begins. */
  reset(): void {
    const { step, seed } = this.request;
    const first = initialise(step.parameters, seed);
    const state = step.state.map((spec) => [spec.name, firstState(spec, first)] as const);
    this.load(Object.fromEntries([...first, ...state]));
  }

  /**
   * Steps in the order of their feeds; returns the loss of each. A run with a loss that is no number changes nothing
   * and ends the whole.
   */
  async run(feeds: Iterable<StepFeed>): Promise<number[]> {
    const { step } = this.request;
    const iterator = feeds[Symbol.iterator]();
    const losses: number[] = [];
    for (;;) {
      const { inputs, count } = this.program.gather(iterator);
      if (count === 0) return losses;
      const results = await this.compute(this.program.session, inputs, step.updates);
      losses.push(...this.lossesIn(results));
      if (!losses.every(Number.isFinite)) return losses;
      this.carry(results, step.updates);
      if (count < this.program.most) return losses;
    }
  }

  /**
   * One step of several batches, of a step compiled to add gradients up: gradients and losses are means weighted by
   * what each batch counts. The first loss that is no number is returned at once; the weights have not moved then.
   */
  async runSummed(batches: Iterable<WeightedFeed>, numbers: StepFeed): Promise<number> {
    const { step, runtime } = this.request;
    const { update, session } = this.program;
    if (step.accumulation === null || update === null) throw new Error("This step adds no gradients up.");
    const { sums, updates, weightInput } = step.accumulation;
    for (const { name, dims } of sums)
      this.replace(name, runtime.tensor(new Float32Array(sizeOf(dims)), dims));
    let [loss, total] = [0, 0];
    for (const { feed, weight } of batches) {
      const weighted = { ...feed, ...numbers, [weightInput]: Float32Array.of(weight) };
      const { inputs } = this.program.gather([weighted].values());
      const results = await this.compute(session, inputs, step.updates);
      const [one = Number.NaN] = this.lossesIn(results);
      if (!Number.isFinite(one)) return one;
      this.carry(results, step.updates);
      loss += one * weight;
      total += weight;
    }
    const { inputs } = this.program.gather([{ ...numbers, [weightInput]: Float32Array.of(total) }].values());
    this.carry(await this.compute(update, inputs, updates), updates);
    for (const { name } of sums) this.replace(name, undefined);
    return loss / total;
  }

  /** What the model is: the weights, or their moving average where one is kept. They hold only until the next run. */
  async parameterTensors(): Promise<{ readonly [name: string]: Tensor }> {
    const { step, runtime } = this.request;
    const averages = new Map(step.averages.map((average) => [average.parameter, average]));
    const views = await this.views(step.parameters.map(({ name }) => averages.get(name)?.state ?? name));
    return Object.fromEntries(
      step.parameters.map(({ name, dims }) => {
        const average = averages.get(name);
        const view = views[average?.state ?? name] ?? new Float32Array();
        const own =
          average === undefined ? view : view.subarray(average.offset, average.offset + average.size);
        return [name, runtime.tensor(own, dims)];
      }),
    );
  }

  async parameters(): Promise<NamedNumbers> {
    const tensors = Object.entries(await this.parameterTensors());
    return Object.fromEntries(
      tensors.map(([name, { data }]) => [name, Float32Array.from(data as Float32Array)]),
    );
  }

  /** Parameters and optimiser state. */
  async everything(): Promise<NamedNumbers> {
    const views = Object.entries(await this.views(Object.keys(this.tensors)));
    return Object.fromEntries(views.map(([name, view]) => [name, Float32Array.from(view)]));
  }

  /** @throws Error naming what is missing or has another size */
  load(numbers: NamedNumbers): void {
    const { step, runtime } = this.request;
    for (const { name, dims } of [...step.parameters, ...step.state]) {
      const data = numbers[name];
      if (data?.length !== sizeOf(dims)) throw new Error(`The numbers given do not fit ${name}.`);
      this.replace(name, runtime.tensor(Float32Array.from(data), dims));
    }
  }

  async close(): Promise<void> {
    for (const name of Object.keys(this.tensors)) this.replace(name, undefined);
    await this.program.close();
  }

  private compute(
    session: InferenceSession,
    inputs: Tensors,
    updates: readonly Carried[],
  ): Promise<InferenceSession.OnnxValueMapType> {
    const { step, run = runSession } = this.request;
    const taken: Tensors = {};
    for (const name of session.inputNames) {
      const tensor = inputs[name] ?? this.tensors[name];
      if (tensor !== undefined) taken[name] = tensor;
    }
    const wanted: { [output: string]: Tensor | null } = {};
    for (const { output } of updates) wanted[output] = this.spare[output] ?? null;
    if (session.outputNames.includes(step.lossOutput)) wanted[step.lossOutput] = null;
    return run(session, taken, wanted);
  }

  private lossesIn(results: InferenceSession.OnnxValueMapType): number[] {
    const loss = results[this.request.step.lossOutput] as Tensor | undefined;
    if (loss === undefined) throw new Error("The training step gave no loss.");
    return Array.from(loss.data as Float32Array);
  }

  /** The next values take the place of the old ones, whose memory the run after that writes into. */
  private carry(results: InferenceSession.OnnxValueMapType, updates: readonly Carried[]): void {
    const { runtime } = this.request;
    const copies: Tensor[] = [];
    for (const { input, output } of updates) {
      const [old, given] = [this.tensors[input], results[output] as Tensor | undefined];
      if (given === undefined) throw new Error(`The training step gave no ${output}.`);
      if (!runtime.writesInPlace || old === undefined) {
        this.replace(input, given);
        continue;
      }
      const written = this.spare[output];
      // The binding for Node hands out a copy of what it wrote.
      if (written !== undefined && written.data !== given.data) copies.push(given);
      this.tensors[input] = written ?? given;
      this.spare[output] = old;
    }
    if (copies.length > 0) runtime.release?.(copies);
  }

  /** Numbers by name: of the process's own memory as they are, of the device's fetched. */
  private async views(names: readonly string[]): Promise<NamedNumbers> {
    const picked = Object.fromEntries(
      [...new Set(names)].flatMap((name) => {
        const tensor = this.tensors[name];
        return tensor === undefined ? [] : [[name, tensor] as const];
      }),
    );
    const here = Object.entries(picked).filter(([, { location }]) => location === "cpu");
    const there = Object.entries(picked).filter(([, { location }]) => location !== "cpu");
    const fetched = there.length === 0 ? {} : await this.request.runtime.fetch(Object.fromEntries(there));
    return {
      ...Object.fromEntries(here.map(([name, { data }]) => [name, data as Float32Array])),
      ...fetched,
    };
  }

  /** Frees memory of a device; the process's own is collected. */
  private replace(name: string, next: Tensor | undefined): void {
    const old = this.tensors[name];
    if (old !== undefined && old.location !== "cpu") old.dispose();
    if (next === undefined) delete this.tensors[name];
    else this.tensors[name] = next;
  }
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
