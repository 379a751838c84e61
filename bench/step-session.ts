/** A compiled training step on ONNX Runtime that takes part in a benchmark. */
import { MessageChannel } from "node:worker_threads";
import { initialise, type TrainStep } from "@fuseline/autograd";
import { env, InferenceSession, Tensor } from "onnxruntime-node";
import type { Contestant } from "./contract.ts";

export interface StepSessionOptions {
  readonly step: TrainStep;
  readonly threads: number;
  readonly rate: number;
  /** The batch every step learns from, by input name. */
  readonly batch: { readonly [input: string]: Tensor };
  /** Where the runtime writes what every operator took: a file that begins so. */
  readonly profile?: string;
}

type Tensors = { [name: string]: Tensor };

function zeros(dims: readonly number[]): Tensor {
  return new Tensor("float32", new Float32Array(dims.reduce((size, dim) => size * dim, 1)), dims);
}

/** As in training: fewer bytes of copies a step are left to the collector. */
const BURDEN = 64 * 2 ** 20;

/** The binding hands out copies of what it wrote into the buffers it was given; they are freed as training frees them. */
function release(copies: readonly Tensor[]): void {
  const buffers = copies.map(({ data }) => (data as Float32Array<ArrayBuffer>).buffer);
  if (buffers.reduce((sum, { byteLength }) => sum + byteLength, 0) < BURDEN) return;
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, buffers);
  port1.close();
  port2.close();
}

/**
 * Two sets of buffers take turns, as in training: a step reads parameters and optimiser state from one and writes the
 * next values into the other.
 */
export async function startStepSession(options: StepSessionOptions): Promise<Contestant> {
  const { step } = options;
  const session = await InferenceSession.create(step.onnx, {
    intraOpNumThreads: options.threads,
    executionMode: "sequential",
    enableMemPattern: false,
    logSeverityLevel: 3,
    ...(options.profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: options.profile }),
  });
  const values = initialise(step.parameters, "bench");
  const dims = new Map([...step.parameters, ...step.state].map((spec) => [spec.name, spec.dims]));
  const buffers = step.updates.map(({ input, output }) => {
    const shape = dims.get(input) ?? [];
    const first = values.get(input);
    return {
      input,
      output,
      even: first ? new Tensor("float32", first, shape) : zeros(shape),
      odd: zeros(shape),
    };
  });
  const loss = zeros([]);
  const rate = new Tensor("float32", Float32Array.of(options.rate), []);
  let done = 0;
  const runStep = async (): Promise<void> => {
    const [from, to] = done % 2 === 0 ? (["even", "odd"] as const) : (["odd", "even"] as const);
    done++;
    const feeds: Tensors = {
      ...options.batch,
      [step.rateInput]: rate,
      [step.stepInput]: new Tensor("float32", Float32Array.of(done), []),
    };
    const fetches: Tensors = { [step.lossOutput]: loss };
    for (const buffer of buffers) {
      feeds[buffer.input] = buffer[from];
      fetches[buffer.output] = buffer[to];
    }
    const results = await session.run(feeds, fetches);
    release(buffers.map(({ output }) => results[output] as Tensor));
  };
  return {
    version: `onnxruntime ${env.versions.node ?? "unknown"}`,
    run: async (steps) => {
      const started = performance.now();
      for (let i = 0; i < steps; i++) await runStep();
      return { seconds: (performance.now() - started) / 1000, loss: Number(loss.data[0]) };
    },
    close: async () => {
      if (options.profile !== undefined) session.endProfiling();
      await session.release();
    },
  };
}
