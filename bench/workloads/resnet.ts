/** Residual networks learnt from scratch (He 2016): the form for CIFAR, and ResNet-18 on pictures of 64². */
import { GraphBuilder, type Value } from "@fuseline/autograd";
import { batchNorm, convolveMap, fromPixels, residualBlock, resnet, toPixels } from "@fuseline/layers";
import { channelBlock } from "@fuseline/runtime";
import { classTensor, normalTensor } from "../random-batch.ts";
import { classifierStep, type Workload } from "./workload.ts";

const ROWS = 32;
const CLASSES = 10;

interface Network {
  readonly name: string;
  readonly picture: number;
  readonly steps: number;
  /** pixels [B, 3, S, S] → map [B, K, h, w] */
  map(g: GraphBuilder, pixels: Value): Value;
}

function workload({ name, picture, steps, map }: Network): Workload {
  return {
    name,
    rows: ROWS,
    steps,
    rate: 1e-3,
    build: async () => {
      const g = new GraphBuilder({ training: true, channelBlock: await channelBlock("cpu") });
      const pixels = g.input("pixels", "float32", [ROWS, 3, picture, picture]);
      return classifierStep(g, g.globalAveragePool(map(g, pixels)), CLASSES);
    },
    batch: () => ({
      pixels: normalTensor("pixels", [ROWS, 3, picture, picture]),
      target: classTensor("target", [ROWS], CLASSES),
    }),
  };
}

export const cifarResnet20 = workload({
  name: "cifar-resnet-20",
  picture: 32,
  steps: 8,
  map: (g, pixels) => resnet(g, pixels, { width: 64, blocks: 3 }),
});

export const resnet18 = workload({ name: "resnet-18-64", picture: 64, steps: 2, map: mapOfResnet18 });

function mapOfResnet18(g: GraphBuilder, pixels: Value): Value {
  const weight = g.param("stem", [64, 3, 7, 7], { kind: "he" });
  const stem = convolveMap(g, fromPixels(pixels), { weight, stride: 2, pad: 3 });
  const even = batchNorm(g, stem, { scope: "stemNorm", relu: true });
  let x = fromPixels(g.maxPool2d(toPixels(g, even), { kernel: 3, stride: 2, pad: 1 }));
  for (const [stage, width] of [64, 128, 256, 512].entries()) {
    for (const block of [0, 1]) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      x = g.scope(`stage${stage}/block${block}`, () => residualBlock(g, x, { width, stride }));
    }
  }
  return toPixels(g, x);
}
