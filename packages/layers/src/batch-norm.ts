/** Batch normalisation (Ioffe & Szegedy 2015) over [B, K, H, W], with running statistics for serving. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

const MOMENTUM = 0.1;
const EPSILON = 1e-5;

export function batchNorm(g: GraphBuilder, x: Value, scope: string): Value {
  return g.scope(scope, () => {
    const channels = x.size(1);
    const scale = g.param("scale", [channels], { kind: "ones" }, { decay: false });
    const bias = g.param("bias", [channels], { kind: "zeros" });
    const running = {
      mean: g.param("mean", [channels], { kind: "zeros" }, { trainable: false }),
      variance: g.param("variance", [channels], { kind: "ones" }, { trainable: false }),
    };
    const { mean, variance } = g.training ? batchStatistics(g, x, running) : running;
    const slope = g.div(scale, g.sqrt(g.add(variance, EPSILON)));
    const shift = g.sub(bias, g.mul(mean, slope));
    return g.add(g.mul(x, perChannel(g, slope)), perChannel(g, shift));
  });
}

interface Statistics {
  readonly mean: Value;
  readonly variance: Value;
}

/** Mean and biased variance of the batch; the running ones move a tenth towards it, the variance unbiased. */
function batchStatistics(g: GraphBuilder, x: Value, running: Statistics): Statistics {
  const mean = g.reduceMean(x, [0, 2, 3]);
  const centred = g.sub(x, perChannel(g, mean));
  const variance = g.reduceMean(g.mul(centred, centred), [0, 2, 3]);
  const count = x.size(0) * x.size(2) * x.size(3);
  const unbiased = g.mul(variance, count / Math.max(1, count - 1));
  const move = (old: Value, seen: Value): Value => g.add(g.mul(old, 1 - MOMENTUM), g.mul(seen, MOMENTUM));
  g.assign(running.mean, move(running.mean, mean));
  g.assign(running.variance, move(running.variance, unbiased));
  return { mean, variance };
}

function perChannel(g: GraphBuilder, values: Value): Value {
  return g.reshape(values, [1, values.size(0), 1, 1]);
}
