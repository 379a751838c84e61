/**
 * Tries a device with a small calculation, in a process of its own: a driver that crashes takes nothing with it, and
 * what it prints frightens nobody.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { compileForward, GraphBuilder } from "@fuseline/autograd";
import type { Device } from "@fuseline/schema";

export interface Trial {
  readonly works: boolean;
  /** Everything that the runtime and the driver said, the error first; empty where it works. */
  readonly words: string;
}

/** Milliseconds; a software adapter compiles its first program for seconds. */
const PATIENCE = 60_000;

/** Runs the product on the device alone, whatever it cannot do is an error. Arguments: the runtime, the device, the model. */
const PROGRAM = `
const [, runtime, device, model] = process.argv;
const { InferenceSession, Tensor } = require(runtime);
const settings = {
  executionProviders: [device],
  logSeverityLevel: 4,
  extra: { session: { disable_cpu_ep_fallback: device === "cpu" ? "0" : "1" } },
};
InferenceSession.create(Buffer.from(model, "base64"), settings)
  .then((session) => session.run({ x: new Tensor("float32", [1, 2, 3, 4], [2, 2]) }))
  .then(({ y }) => {
    if (Array.from(y.data).join() !== "7,10,15,22") throw new Error("wrong result: " + Array.from(y.data).join());
    process.exit(0);
  })
  .catch((error) => {
    process.stdout.write(String(error.message ?? error), () => process.exit(1));
  });
`;

/** @param precision what y = x·x is computed in; what goes in and comes out is float32 */
export function tryDevice(device: Device, precision: "float32" | "float16" = "float32"): Promise<Trial> {
  const runtime = createRequire(import.meta.url).resolve("onnxruntime-node");
  const model = Buffer.from(square(precision)).toString("base64");
  const child = spawn(process.execPath, ["-e", PROGRAM, runtime, device, model], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PATIENCE,
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.stderr += chunk;
  });
  return new Promise((resolve) => {
    child.once("error", ({ message }) => resolve({ works: false, words: message }));
    child.once("close", (code, signal) => {
      const works = code === 0;
      const end = signal === null ? "" : `ended by ${signal}`;
      const words = [said.stdout, end, said.stderr].filter((part) => part !== "").join("\n");
      resolve({ works, words: works ? "" : words });
    });
  });
}

function square(precision: "float32" | "float16"): Uint8Array {
  const g = new GraphBuilder({ training: false });
  const x = g.cast(g.input("x", "float32", [2, 2]), precision);
  return compileForward({ builder: g, outputs: { y: g.cast(g.matmul(x, x), "float32") } });
}
