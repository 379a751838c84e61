import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { compileForward } from "../forward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import { executionOrder } from "./execution-order.ts";
import { optimise } from "./optimise.ts";

interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
}

/** Names of the nodes as the runtime's profiler saw them begin. */
async function orderSeen(onnx: Uint8Array, feeds: InferenceSession.OnnxValueMapType): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "fuseline-order-"));
  try {
    const session = await InferenceSession.create(onnx, {
      graphOptimizationLevel: "disabled",
      enableProfiling: true,
      profileFilePrefix: join(folder, "order"),
      logSeverityLevel: 3,
    });
    await session.run(feeds);
    session.endProfiling();
    await session.release();
    const [file = ""] = await readdir(folder);
    const events = JSON.parse(await readFile(join(folder, file), "utf8")) as ProfileEvent[];
    const suffix = "_kernel_time";
    return events.flatMap(({ cat, name }) =>
      cat === "Node" && name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("the order of execution", () => {
  it("is the runtime's own", async () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", [4, 6]);
    const weights = [0, 1, 2].map((layer) => g.param(`w${layer}`, [6, 6], { kind: "glorot" }));
    let y = x;
    for (const weight of weights) y = g.add(y, g.gelu(g.matmul(y, weight)));
    const loss = g.reduceMean(g.mul(y, y));
    const slopes = gradients(loss, weights);
    const next = slopes.map((slope, i) => [`next${i}`, g.sub(weights[i] ?? slope, slope)] as const);
    const outputs = Object.fromEntries([["loss", loss] as const, ...next]);
    const values = new Map(weights.map(({ name }) => [name, new Float32Array(36).fill(0.1)]));
    const onnx = compileForward({ builder: g, outputs, values });
    const seen = await orderSeen(onnx, { x: new Tensor("float32", new Float32Array(24).fill(1), [4, 6]) });
    const named = Object.entries(outputs).map(([name, value]) => ({ name, value }));
    const { nodes } = optimise(g, named);
    expect(seen.length).toBeGreaterThan(40);
    expect(executionOrder(nodes).map(({ name }) => name)).toEqual(seen);
    // It is not the order of the file.
    expect(nodes.map(({ name }) => name)).not.toEqual(seen);
  });
});
