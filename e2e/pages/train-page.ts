/** The page that trains: it puts its functions where a test can call them. */
import { offersWebgpu, openWebRuntime, type WebDevice } from "@fuseline/training/web";
import { batchOf, type HeadTask, servingHead, trainHead } from "./fusion-head.ts";

export interface PageResult {
  readonly losses: readonly number[];
  /** Float32 numbers one after the other, in base64. */
  readonly weights: { readonly [name: string]: string };
  /** What the trained model answers to the rows of the first batch. */
  readonly logits: string;
  readonly seconds: number;
}

export interface PageTensor {
  readonly dtype: string;
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

export interface TrainPage {
  offersWebgpu(): Promise<boolean>;
  train(task: HeadTask, device: WebDevice): Promise<PageResult>;
  /** One run of an ONNX file, in base64. */
  infer(
    model: string,
    inputs: { readonly [name: string]: PageTensor },
  ): Promise<{ [output: string]: PageTensor }>;
}

async function train(task: HeadTask, device: WebDevice): Promise<PageResult> {
  const runtime = await openWebRuntime({ device, wasmFolder: new URL("wasm/", location.href).href });
  const began = performance.now();
  const { losses, weights } = await trainHead(task, runtime);
  const seconds = (performance.now() - began) / 1000;
  const session = await runtime.open(servingHead(task, weights));
  const { image, text } = batchOf(task, 1);
  const { logits } = await session.run({
    image: runtime.tensor(image, [task.batch, task.size]),
    text: runtime.tensor(text, [task.batch, task.size]),
    presence: runtime.tensor(new Float32Array(task.batch).fill(1), [task.batch]),
  });
  if (logits === undefined) throw new Error("the model gave no logits");
  return {
    losses,
    weights: Object.fromEntries(Object.entries(weights).map(([name, data]) => [name, inBase64(data)])),
    logits: inBase64((await logits.getData()) as Float32Array),
    seconds,
  };
}

async function infer(
  model: string,
  inputs: { readonly [name: string]: PageTensor },
): Promise<{ [output: string]: PageTensor }> {
  const runtime = await openWebRuntime({ device: "wasm", wasmFolder: new URL("wasm/", location.href).href });
  const session = await runtime.open(Uint8Array.from(atob(model), (letter) => letter.charCodeAt(0)));
  const fed = Object.entries(inputs).map(([name, { dtype, dims, data }]) => {
    const numbers = dtype === "int64" ? BigInt64Array.from(data, BigInt) : Float32Array.from(data);
    return [name, runtime.tensor(numbers, dims)] as const;
  });
  const results = Object.entries(await session.run(Object.fromEntries(fed)));
  await session.release();
  return Object.fromEntries(
    results.map(([name, { type, dims, data }]) => [
      name,
      { dtype: type, dims, data: Array.from(data as Float32Array) },
    ]),
  );
}

function inBase64(numbers: Float32Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

(globalThis as { trainPage?: TrainPage }).trainPage = { offersWebgpu, train, infer };
