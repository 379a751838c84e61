/** A training step as a thing that runs, on any device: holds parameters and optimiser state between steps. */
import { firstState, initialise, type TrainStep } from "@fuseline/autograd";
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

const runSession: RunSession = (session, inputs, outputs) => session.run(inputs, outputs);

export class StepRunner {
  private tensors: { [input: string]: Tensor } = {};
  /** What the next run writes into, by output, so that a step allocates nothing; where the runtime can. */
  private spare: { [output: string]: Tensor } = {};

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

  /** First values again: parameters drawn from the seed, state as it begins. */
  reset(): void {
    const { step, seed } = this.request;
    const first = initialise(step.parameters, seed);
    const state = step.state.map((spec) => [spec.name, firstState(spec, first)] as const);
    this.load(Object.fromEntries([...first, ...state]));
  }

  /**
   * Steps in the order of their feeds; returns the loss of each. A run whose last loss is no number changes nothing
   * and ends the whole.
   */
  async run(feeds: Iterable<StepFeed>): Promise<number[]> {
    const { step, run = runSession } = this.request;
    const iterator = feeds[Symbol.iterator]();
    const losses: number[] = [];
    for (;;) {
      const { inputs, count } = this.program.gather(iterator);
      if (count === 0) return losses;
      const wanted = { ...this.spare, [step.lossOutput]: null };
      const results = await run(this.program.session, { ...this.tensors, ...inputs }, this.fetches(wanted));
      const loss = results[step.lossOutput];
      losses.push(...Array.from((loss as Tensor).data as Float32Array));
      if (!Number.isFinite(losses.at(-1))) return losses;
      this.advance(results);
      if (count < this.program.most) return losses;
    }
  }

  /** Parameters where they are; they hold only until the next run. */
  parameterTensors(): { readonly [name: string]: Tensor } {
    return this.pick(this.request.step.parameters.map(({ name }) => name));
  }

  parameters(): Promise<NamedNumbers> {
    return this.read(this.request.step.parameters.map(({ name }) => name));
  }

  /** Parameters and optimiser state. */
  everything(): Promise<NamedNumbers> {
    return this.read(Object.keys(this.tensors));
  }

  /** @throws Error naming what is missing or has another size */
  load(numbers: NamedNumbers): void {
    const { step, runtime } = this.request;
    for (const { name, dims } of [...step.parameters, ...step.state]) {
      const data = numbers[name];
      if (data?.length !== sizeOf(dims)) throw new Error(`The numbers given do not fit ${name}.`);
      release(this.tensors[name]);
      this.tensors[name] = runtime.tensor(Float32Array.from(data), dims);
    }
    this.prepareSpare();
  }

  async close(): Promise<void> {
    for (const tensor of Object.values(this.tensors)) release(tensor);
    await this.program.close();
  }

  private pick(names: readonly string[]): { readonly [name: string]: Tensor } {
    return Object.fromEntries(
      names.flatMap((name) => {
        const tensor = this.tensors[name];
        return tensor === undefined ? [] : [[name, tensor]];
      }),
    );
  }

  private async read(names: readonly string[]): Promise<NamedNumbers> {
    const picked = Object.entries(this.pick(names));
    const onDevice = picked.filter(([, { location }]) => location !== "cpu");
    const fetched =
      onDevice.length === 0 ? {} : await this.request.runtime.fetch(Object.fromEntries(onDevice));
    return Object.fromEntries(
      picked.map(([name, tensor]) => [name, fetched[name] ?? Float32Array.from(tensor.data as Float32Array)]),
    );
  }

  private fetches(wanted: { [output: string]: Tensor | null }): { [output: string]: Tensor | null } {
    for (const { output } of this.request.step.updates) wanted[output] ??= null;
    return wanted;
  }

  /** The next values take the place of the old ones, whose memory the run after that writes into. */
  private advance(results: InferenceSession.OnnxValueMapType): void {
    for (const { input, output } of this.request.step.updates) {
      const [old, next] = [this.tensors[input], results[output]];
      if (old === undefined || next === undefined) throw new Error(`The training step gave no ${output}.`);
      this.tensors[input] = next as Tensor;
      if (this.request.runtime.writesInPlace) this.spare[output] = old;
      else release(old);
    }
  }

  private prepareSpare(): void {
    if (!this.request.runtime.writesInPlace) return;
    for (const { input, output } of this.request.step.updates) {
      const dims = this.tensors[input]?.dims ?? [];
      this.spare[output] ??= this.request.runtime.tensor(new Float32Array(sizeOf(dims)), dims);
    }
  }
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Frees memory of a device; the process's own is collected. */
function release(tensor: Tensor | undefined): void {
  if (tensor !== undefined && tensor.location !== "cpu") tensor.dispose();
}
