/** TensorFlow.js on its wasm backend as a peer of the fusion head: the protocol of bench/torch/peer.py. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

interface Prepare {
  readonly do: "prepare";
  readonly rows: number;
  readonly rate: number;
}
type Request = Prepare | { readonly do: "run"; readonly steps: number } | { readonly do: "peak" };

const [SIZE, HIDDEN, CLASSES] = [1024, 256, 43];

class Head {
  private readonly variables = [
    tf.variable(tf.randomNormal([SIZE, HIDDEN], 0, 0.04)),
    tf.variable(tf.zeros([HIDDEN])),
    tf.variable(tf.randomNormal([HIDDEN, CLASSES], 0, 0.08)),
    tf.variable(tf.zeros([CLASSES])),
  ] as const;
  private readonly optimiser: tf.Optimizer;
  private readonly features: tf.Tensor2D;
  private readonly target: tf.Tensor;

  constructor({ rows, rate }: Prepare) {
    this.optimiser = tf.train.adam(rate);
    this.features = tf.randomNormal([rows, SIZE]);
    const classes = Int32Array.from({ length: rows }, () => Math.floor(Math.random() * CLASSES));
    this.target = tf.oneHot(tf.tensor1d(classes, "int32"), CLASSES);
  }

  get parameters(): number {
    return this.variables.reduce((sum, { size }) => sum + size, 0);
  }

  async step(): Promise<number> {
    const [weight, bias, headWeight, headBias] = this.variables;
    const loss = this.optimiser.minimize(
      () => {
        const x = tf.add(tf.matMul(this.features, weight), bias);
        const hidden = tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
        const logits = tf.add(tf.matMul(hidden as tf.Tensor2D, headWeight), headBias);
        return tf.losses.softmaxCrossEntropy(this.target, logits) as tf.Scalar;
      },
      true,
      [...this.variables],
    );
    if (loss === null) throw new Error("minimize was asked for the loss");
    const [value = Number.NaN] = await loss.data();
    loss.dispose();
    return value;
  }
}

async function prepare(request: Prepare): Promise<Head> {
  const files = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json"));
  setWasmPaths(`${files}/wasm-out/`);
  if (!(await tf.setBackend("wasm"))) throw new Error("the wasm backend did not start");
  return new Head(request);
}

async function run(head: Head, steps: number): Promise<object> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  let loss = Number.NaN;
  for (let i = 0; i < steps; i++) loss = await head.step();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, loss, peerSeconds: (user + system) / 1e6 };
}

let head: Head | null = null;
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  let answer: object = { bytes: 1024 * process.resourceUsage().maxRSS };
  if (request.do === "prepare") {
    head = await prepare(request);
    answer = { version: tf.version.tfjs, parameters: head.parameters };
  } else if (request.do === "run") {
    if (head === null) throw new Error("nothing was prepared");
    answer = await run(head, request.steps);
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
