/** Residual networks learnt from scratch (He 2016): the form for CIFAR, and ResNet-18 on pictures of 64². */
import { GraphBuilder, type Value } from "@fuseline/autograd";
import { batchNorm, resnet } from "@fuseline/layers";
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
    build: () => {
      const g = new GraphBuilder({ training: true });
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
  const stem = g.relu(normalised(g, pixels, { scope: "stem", width: 64, size: 7, stride: 2 }));
  let x = g.maxPool2d(stem, { kernel: 3, stride: 2, pad: 1 });
  for (const [stage, width] of [64, 128, 256, 512].entries()) {
    for (const block of [0, 1]) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      x = g.scope(`stage${stage}/block${block}`, () => basicBlock(g, x, { width, stride }));
    }
  }
  return x;
}

function basicBlock(g: GraphBuilder, x: Value, { width, stride }: { width: number; stride: number }): Value {
  const first = g.relu(normalised(g, x, { scope: "first", width, size: 3, stride }));
  const second = normalised(g, first, { scope: "second", width, size: 3, stride: 1 });
  const same = stride === 1 && x.size(1) === width;
  return g.relu(g.add(second, same ? x : normalised(g, x, { scope: "shortcut", width, size: 1, stride })));
}

interface Convolution {
  readonly scope: string;
  readonly width: number;
  readonly size: number;
  readonly stride: number;
}

function normalised(g: GraphBuilder, x: Value, { scope, width, size, stride }: Convolution): Value {
  return g.scope(scope, () => {
    const weight = g.param("weight", [width, x.size(1), size, size], { kind: "he" });
    return batchNorm(g, g.conv2d(x, weight, { stride, pad: Math.floor(size / 2) }), { scope: "norm" });
  });
}
