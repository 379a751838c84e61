/** Residual network in its CIFAR form (He 2016): a 3×3 stem, three stages, global mean. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { batchNorm } from "./batch-norm.ts";

export interface ResnetOptions {
  /** Channels of the last stage; the first has a quarter. Must divide by 4. */
  readonly width: number;
  /** Blocks per stage. */
  readonly blocks: number;
}

/** pixels [B, 3, S, S] → map [B, width, S/4, S/4]. */
export function resnet(g: GraphBuilder, pixels: Value, { width, blocks }: ResnetOptions): Value {
  const narrow = width / 4;
  let x = g.relu(
    batchNorm(g, convolution(g, pixels, { width: narrow, size: 3, stride: 1, scope: "stem" }), "stemNorm"),
  );
  for (let stage = 0; stage < 3; stage++) {
    for (let index = 0; index < blocks; index++) {
      const stride = stage > 0 && index === 0 ? 2 : 1;
      x = g.scope(`stage${stage}/block${index}`, () =>
        residualBlock(g, x, { width: narrow * 2 ** stage, stride }),
      );
    }
  }
  return x;
}

function residualBlock(
  g: GraphBuilder,
  x: Value,
  { width, stride }: { width: number; stride: number },
): Value {
  const first = g.relu(
    batchNorm(g, convolution(g, x, { width, size: 3, stride, scope: "first" }), "firstNorm"),
  );
  const second = batchNorm(
    g,
    convolution(g, first, { width, size: 3, stride: 1, scope: "second" }),
    "secondNorm",
  );
  if (stride === 1 && x.size(1) === width) return g.relu(g.add(x, second));
  const shortcut = batchNorm(
    g,
    convolution(g, x, { width, size: 1, stride, scope: "shortcut" }),
    "shortcutNorm",
  );
  return g.relu(g.add(shortcut, second));
}

interface Convolution {
  readonly width: number;
  readonly size: number;
  readonly stride: number;
  readonly scope: string;
}

function convolution(g: GraphBuilder, x: Value, { width, size, stride, scope }: Convolution): Value {
  return g.scope(scope, () => {
    const weight = g.param("weight", [width, x.size(1), size, size], { kind: "he" });
    return g.conv2d(x, weight, { stride, pad: Math.floor(size / 2) });
  });
}
