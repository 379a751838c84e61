import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import type { DeepStep } from "../testing/deep-step.ts";
import { planMemory } from "./memory-plan.ts";

function planned(make: (g: GraphBuilder, x: Value) => Value) {
  const g = new GraphBuilder({ training: true });
  const value = make(g, g.input("x", "float32", [10, 10]));
  return planMemory({ nodes: g.nodes, outputs: [{ name: "y", value }] });
}

describe("a memory plan", () => {
  it("counts what is held while a node computes, but neither inputs nor outputs", () => {
    // Cumulative sums write into memory of their own.
    const sums = (g: GraphBuilder, x: Value): Value => g.apply("CumSum", [x, g.constant(0, [], "int64")]);
    expect(planned((g, x) => sums(g, x)).peak).toBe(0);
    expect(planned((g, x) => sums(g, sums(g, x))).peak).toBe(400);
    expect(planned((g, x) => sums(g, sums(g, sums(g, x)))).peak).toBe(800);
  });

  it("writes elementwise results over what nothing reads any more, and takes nothing for views", () => {
    expect(planned((g, x) => g.exp(g.neg(g.reshape(g.exp(x), [100])))).peak).toBe(400);
    const { peak, at } = planned((g, x) => {
      const y = g.exp(x);
      return g.add(
        g.scope("late", () => g.neg(y)),
        y,
      );
    });
    expect([peak, at]).toEqual([800, "late/Neg"]);
  });

  it("counts truth values as bytes and integers as eight of them", () => {
    expect(planned((g, x) => g.where(g.less(x, 1), x, 0)).peak).toBe(100);
    expect(planned((g, x) => g.cast(g.cast(x, "int64"), "float32")).peak).toBe(800);
  });

  it("refuses sizes that are not known", () => {
    const g = new GraphBuilder({ training: false });
    const y = g.exp(g.exp(g.input("x", "float32", ["batch", 2])));
    expect(() => planMemory({ nodes: g.nodes, outputs: [{ name: "y", value: y }] })).toThrow(
      "Exp:out has no fixed size",
    );
  });
});

describe("what a process takes", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fuseline-memory-"));
    const runtime = createRequire(import.meta.url).resolve("onnxruntime-node");
    await build({
      entryPoints: [fileURLToPath(new URL("../testing/step-memory.child.ts", import.meta.url))],
      outfile: join(folder, "train.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      alias: { "onnxruntime-node": runtime },
      external: [runtime],
      logLevel: "silent",
    });
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function measure(step: DeepStep): Promise<{ readonly planned: number; readonly taken: number }> {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(folder, "train.mjs"),
      JSON.stringify(step),
    ]);
    return JSON.parse(stdout) as { planned: number; taken: number };
  }

  const cases: readonly DeepStep[] = [
    { kind: "perceptron", rows: 256, width: 64, blocks: 6 },
    { kind: "transformer", rows: 256, width: 64, blocks: 4 },
    { kind: "convolution", rows: 64, width: 16, blocks: 16 },
  ];
  it.each(cases)(
    "is what was planned for a $kind, within 15 % and 32 MiB, kept or computed again",
    async (step) => {
      const kept = await measure(step);
      const again = await measure({ ...step, memory: 0 });
      for (const { planned: plan, taken } of [kept, again]) {
        expect(taken).toBeGreaterThan(0.95 * plan);
        expect(taken).toBeLessThan(1.15 * plan + 32 * 2 ** 20);
      }
      expect(again.planned).toBeLessThan(0.5 * kept.planned);
      expect(kept.taken - again.taken).toBeGreaterThan(0.75 * (kept.planned - again.planned));
    },
    60_000,
  );
});
