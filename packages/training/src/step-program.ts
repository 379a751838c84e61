/** A compiled training step, or several of them in one run, opened on a device: one shape for both. */
import { type Carried, type Dims, loopSteps, type TrainStep } from "@fuseline/autograd";
import type { InferenceSession, Tensor } from "onnxruntime-common";
import type { Numbers, OnnxRuntime } from "./onnx-runtime.ts";

/** What one step is fed beside parameters and state: batch, masks, rate and number, by input name. */
export type StepFeed = { readonly [input: string]: Numbers };

/** Stacked feeds of one run fill at most so much memory. */
const STACK_BYTES = 256 * 1024 * 1024;

export interface StepProgram {
  readonly session: InferenceSession;
  /** Of the second graph, where gradients are added up before they are used. */
  readonly update: InferenceSession | null;
  /** Steps that one run takes at most. */
  readonly most: number;
  /**
   * Takes the next feeds, at most `most`, as the inputs of one run, and leaves aside what the step does not take. Their
   * numbers are read before the next feed is asked for, so that the caller may fill the same arrays again.
   */
  gather(feeds: Iterator<StepFeed>): { readonly inputs: { [input: string]: Tensor }; readonly count: number };
  close(): Promise<void>;
}

export async function openStepProgram(step: TrainStep, runtime: OnnxRuntime): Promise<StepProgram> {
  const { residence } = runtime;
  // A step of several batches is several runs already.
  if (residence.kind === "loop" && step.accumulation === null)
    return manyAtOnce(step, { runtime, most: stepsThatFit(step, residence.steps) });
  return oneByOne(step, runtime);
}

async function oneByOne(step: TrainStep, runtime: OnnxRuntime): Promise<StepProgram> {
  const open = (onnx: Uint8Array, updates: readonly Carried[]): Promise<InferenceSession> =>
    runtime.open(
      onnx,
      updates.map(({ output }) => output),
    );
  const session = await open(step.onnx, step.updates);
  const { accumulation } = step;
  const update = accumulation === null ? null : await open(accumulation.onnx, accumulation.updates);
  const dims = dimsOf(step);
  const wanted = new Set([...session.inputNames, ...(update?.inputNames ?? [])]);
  return {
    session,
    update,
    most: 1,
    gather(feeds) {
      const { value, done } = feeds.next();
      const inputs: { [input: string]: Tensor } = {};
      if (done === true) return { inputs, count: 0 };
      for (const [name, data] of Object.entries(value as StepFeed))
        if (wanted.has(name)) inputs[name] = runtime.tensor(data, dims(name));
      return { inputs, count: 1 };
    },
    async close() {
      await session.release();
      await update?.release();
    },
  };
}

async function manyAtOnce(
  step: TrainStep,
  { runtime, most }: { readonly runtime: OnnxRuntime; readonly most: number },
): Promise<StepProgram> {
  const loop = loopSteps(step);
  const session = await runtime.open(loop.onnx);
  const dims = dimsOf(step);
  const wanted = new Set(loop.stacked);
  const stacks = new Map<string, Numbers>();
  const stackOf = (name: string, one: Numbers): Numbers => {
    const stack = stacks.get(name) ?? sameKind(one, one.length * most);
    stacks.set(name, stack);
    return stack;
  };
  return {
    session,
    update: null,
    most,
    gather(feeds) {
      let count = 0;
      while (count < most) {
        const { value, done } = feeds.next();
        if (done === true) break;
        for (const [name, data] of Object.entries(value as StepFeed)) {
          if (!wanted.has(name)) continue;
          // Both have the element type of the same graph input.
          stackOf(name, data).set(data as never, count * data.length);
        }
        count++;
      }
      const stacked = [...stacks].map(([name, stack]) => {
        const used = stack.subarray(0, (stack.length / most) * count);
        return [name, runtime.tensor(used, [count, ...dims(name)])] as const;
      });
      const counted = runtime.tensor(BigInt64Array.of(BigInt(count)), []);
      return { inputs: { ...Object.fromEntries(stacked), [loop.countInput]: counted }, count };
    },
    close: () => session.release(),
  };
}

function stepsThatFit({ inputs, randoms }: TrainStep, wanted: number): number {
  const wide = inputs.reduce((sum, { dims, dtype }) => sum + sizeOf(dims) * (dtype === "int64" ? 8 : 4), 0);
  const bytes = randoms.reduce((sum, { dims }) => sum + sizeOf(dims) * 4, wide);
  return Math.min(wanted, Math.max(1, Math.floor(STACK_BYTES / Math.max(1, bytes))));
}

/** The dimensions of what a step is fed; the rate and the number are scalars. */
function dimsOf({ inputs, randoms }: TrainStep): (name: string) => readonly number[] {
  const known = new Map([...inputs, ...randoms].map(({ name, dims }) => [name, dims.map(Number)]));
  return (name) => known.get(name) ?? [];
}

function sizeOf(dims: Dims): number {
  return dims.reduce<number>((product, dim) => product * Number(dim), 1);
}

function sameKind(like: Numbers, length: number): Numbers {
  if (like instanceof Float32Array) return new Float32Array(length);
  if (like instanceof BigInt64Array) return new BigInt64Array(length);
  return like instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
}
