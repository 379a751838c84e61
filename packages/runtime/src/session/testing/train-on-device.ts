/** A program for tests: trains a small classifier on a device and tells what came out. */
import { compileTrainStep, GraphBuilder, RandomStream, type TrainStep } from "@fuseline/autograd";
import { DEVICES, type Device } from "@fuseline/schema";
import { type StepFeed, StepRunner } from "@fuseline/training";
import { tellsPoolPlaces, trainingRuntime } from "../training-runtime.ts";

const BATCH = 16;
const SIZE = 32;
const WIDTH = 24;
const CLASSES = 5;
const STEPS = 3;
/** Short weights that are updated as one: more than a program of WebGPU has buffers. */
const BIASES = 20;

export interface Trained {
  readonly losses: readonly number[];
  readonly numbers: { readonly [name: string]: readonly number[] };
  /** Where the parameters were before the last step. */
  readonly location: string;
}

export interface DeviceTraining {
  readonly device: string;
  /** Products in float16, the loss scaled by this number at first. */
  readonly halfAt?: number;
  /**
   * With a MaxPool in the middle. Not for 16 bits: another of two nearly equal entries may be the greatest there, and
   * what is learnt cannot be compared any more.
   */
  readonly pooled?: boolean;
}

function classifier(device: Device, { halfAt, pooled = false }: DeviceTraining): TrainStep {
  const halfPrecision = halfAt !== undefined;
  const g = new GraphBuilder({ training: true, poolPlaces: tellsPoolPlaces(device) });
  const x = g.input("x", "float32", [BATCH, SIZE]);
  const target = g.input("target", "int64", [BATCH]);
  const first = g.param("first", [SIZE, WIDTH], { kind: "glorot" });
  const biases = Array.from({ length: BIASES }, (_, i) => g.param(`bias${i}`, [WIDTH], { kind: "zeros" }));
  const second = g.param("second", [WIDTH, CLASSES], { kind: "glorot" });
  const summed = biases.reduce((sum, bias) => g.add(sum, bias), g.matmul(x, first));
  const maps = g.reshape(summed, [BATCH, 1, 4, WIDTH / 4]);
  const even = pooled ? g.maxPool2d(maps, { kernel: 3, stride: 1, pad: 1 }) : maps;
  const hidden = g.reshape(even, [BATCH, WIDTH]);
  const logits = g.matmul(g.gelu(hidden), second);
  const picked = g.gatherElements(g.logSoftmax(logits, 1), g.unsqueeze(target, [1]), 1);
  const loss = g.neg(g.reduceMean(picked));
  return compileTrainStep({
    builder: g,
    loss,
    optimiser: { kind: "adamw", weightDecay: 0.01 },
    clip: 1,
    halfPrecision,
  });
}

function* feeds(step: TrainStep): Generator<StepFeed> {
  for (let number = 1; number <= STEPS; number++) {
    const stream = new RandomStream(`batch/${number}`);
    yield {
      x: Float32Array.from({ length: BATCH * SIZE }, () => stream.normal()),
      target: BigInt64Array.from({ length: BATCH }, () => BigInt(Math.floor(stream.uniform() * CLASSES))),
      [step.rateInput]: Float32Array.of(0.01),
      [step.stepInput]: Float32Array.of(number),
    };
  }
}

export async function trainOnDevice(training: DeviceTraining): Promise<Trained> {
  const { device, halfAt } = training;
  const known = DEVICES.find((name) => name === device);
  if (known === undefined) throw new Error(`no device is called ${device}`);
  const step = classifier(known, training);
  let location = "nowhere";
  const runner = await StepRunner.open({
    step,
    runtime: await trainingRuntime(known),
    seed: "device",
    run(session, inputs, outputs) {
      location = inputs.first?.location ?? "nowhere";
      return session.run(inputs, outputs);
    },
  });
  if (halfAt !== undefined)
    runner.load({ ...(await runner.everything()), loss_scale: Float32Array.of(halfAt) });
  const losses = await runner.run(feeds(step));
  const numbers = Object.entries(await runner.everything()).map(([name, data]) => [name, [...data]] as const);
  await runner.close();
  return { losses, numbers: Object.fromEntries(numbers), location };
}
