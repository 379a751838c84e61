/** Vectors of picture files by a vision tower of CLIP ViT-B/32's size: sharp decodes and resizes, ONNX Runtime encodes. */
import { writeFile } from "node:fs/promises";
import { compileForward, GraphBuilder, initialise } from "@fuseline/autograd";
import { vit } from "@fuseline/layers";
import { openSession } from "@fuseline/runtime";
import { env, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import type { Contestant } from "../contract.ts";

const SIDE = 224;

/** Writes the tower as an ONNX file with random weights: pixels [batch, 3, 224, 224] → vectors [batch, 768]. */
export async function writeTower(path: string, batch: number): Promise<void> {
  const g = new GraphBuilder({ training: false });
  const pixels = g.input("pixels", "float32", [batch, 3, SIDE, SIDE]);
  const tokens = vit(g, pixels, { patch: 32, width: 768, heads: 12, layers: 12, mlpRatio: 4 });
  const vectors = g.reduceMean(tokens, [1]);
  const values = initialise(g.parameters, "bench");
  await writeFile(path, compileForward({ builder: g, outputs: { vectors }, values }));
}

/** One step encodes all the pictures once. */
export async function startEncoder(
  tower: string,
  paths: readonly string[],
  threads: number,
): Promise<Contestant> {
  const session = await openSession(tower, { threads, spinning: false });
  return {
    version: `onnxruntime ${env.versions.node ?? "unknown"}`,
    run: async (steps) => {
      const started = performance.now();
      let sum = 0;
      // The next pictures are decoded while these are encoded.
      let next = pixelsOf(paths);
      for (let step = 0; step < steps; step++) {
        const pixels = await next;
        if (step + 1 < steps) next = pixelsOf(paths);
        const { vectors } = await session.run({ pixels });
        sum = Number(vectors?.data[0]);
      }
      return { seconds: (performance.now() - started) / 1000, loss: sum };
    },
    close: () => session.release(),
  };
}

/** float32 [pictures, 3, 224, 224], −1 to 1. */
async function pixelsOf(paths: readonly string[]): Promise<Tensor> {
  const cells = SIDE * SIDE;
  const data = new Float32Array(paths.length * 3 * cells);
  await Promise.all(
    paths.map(async (path, picture) => {
      const bytes = await sharp(path).resize(SIDE, SIDE, { fit: "cover" }).removeAlpha().raw().toBuffer();
      for (let cell = 0; cell < cells; cell++)
        for (let channel = 0; channel < 3; channel++)
          data[(picture * 3 + channel) * cells + cell] = (bytes[cell * 3 + channel] ?? 0) / 127.5 - 1;
    }),
  );
  return new Tensor("float32", data, [paths.length, 3, SIDE, SIDE]);
}
