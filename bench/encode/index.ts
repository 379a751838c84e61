/** Picture files to vectors, end to end: decode, resize, encode; beside PyTorch and plain onnxruntime with Pillow. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { alternate } from "../alternate.ts";
import { startChildPeer } from "../child-peer.ts";
import type { BenchCase, BenchContext } from "../contract.ts";
import { findPython } from "../torch-peer.ts";
import { startEncoder, writeTower } from "./encoder.ts";
import { writePictures } from "./pictures.ts";

const PICTURES = 32;
const STEPS = 2;

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const { threads } = context;
  const { folder, paths } = await writePictures(PICTURES);
  const tower = join(folder, "tower.onnx");
  await writeTower(tower, PICTURES);
  const ours = await startEncoder(tower, paths, threads);
  const python = findPython();
  const start = (engine: string) =>
    typeof python === "string"
      ? startChildPeer({
          command: [python, join(context.folder, "..", "torch", "encode.py")],
          library: engine,
          settings: { threads, engine, folder, pictures: PICTURES },
        })
      : python;
  const peers = { torch: await start("torch"), onnxruntime: await start("onnxruntime") };
  try {
    const name = "clip-vision-b32-jpeg";
    return [await alternate({ name, batch: PICTURES, steps: STEPS, ours, peers }, context)];
  } finally {
    await ours.close();
    for (const peer of Object.values(peers)) if ("close" in peer) await peer.close();
    await rm(folder, { recursive: true });
  }
}
