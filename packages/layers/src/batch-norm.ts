/** Batch normalisation (Ioffe & Szegedy 2015) over maps, with running statistics for serving. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { type ChannelAxis, channelAxis, placeAxes } from "./feature-map.ts";

const MOMENTUM = 0.1;
const EPSILON = 1e-5;

export interface BatchNormOptions {
  readonly scope: string;
  /** [B]: rows of weight 0 pad the batch and stay out of its statistics. Absent: every row counts. */
  readonly rowWeight?: Value | undefined;
}

/** Batch normalisation with parameters of its own; training graphs normalise by the batch. */
export function batchNorm(g: GraphBuilder, x: Value, { scope, rowWeight }: BatchNormOptions): Value {
  return g.scope(scope, () => {
    const channels = x.size(channelAxis(g));
    return normaliseBatch(g, x, {
      scale: g.param("scale", [channels], { kind: "ones" }, { decay: false }),
      bias: g.param("bias", [channels], { kind: "zeros" }),
      mean: g.param("mean", [channels], { kind: "zeros" }, { trainable: false }),
      variance: g.param("variance", [channels], { kind: "ones" }, { trainable: false }),
      byBatch: g.training,
      channelAxis: channelAxis(g),
      rowWeight,
    });
  });
}

/** Each [K]; mean and variance are the running ones. */
export interface BatchNormParameters {
  readonly scale: Value;
  readonly bias: Value;
  readonly mean: Value;
  readonly variance: Value;
  /** Normalise by the batch and move the running statistics, or by the running ones as they are. */
  readonly byBatch: boolean;
  /** Default: 1, [B, K, H, W]. */
  readonly channelAxis?: ChannelAxis;
  readonly rowWeight?: Value | undefined;
}

/**
 * γ(x − μ)/√(σ² + 10⁻⁵) + β per channel of a map. By the batch, the running statistics move a tenth towards
 * those of the batch, the variance unbiased.
 */
export function normaliseBatch(g: GraphBuilder, x: Value, parameters: BatchNormParameters): Value {
  const { scale, bias, byBatch, rowWeight, channelAxis: axis = 1, ...running } = parameters;
  const { mean, variance } = byBatch ? batchStatistics(g, { x, rowWeight, running, axis }) : running;
  const slope = g.div(scale, g.sqrt(g.add(variance, EPSILON)));
  const shift = g.sub(bias, g.mul(mean, slope));
  return g.add(g.mul(x, perChannel(g, slope, axis)), perChannel(g, shift, axis));
}

interface Statistics {
  readonly mean: Value;
  readonly variance: Value;
}
interface Batch {
  readonly x: Value;
  readonly rowWeight: Value | undefined;
  readonly running: Statistics;
  readonly axis: ChannelAxis;
}

/** Mean and biased variance of the rows that count. */
function batchStatistics(g: GraphBuilder, { x, rowWeight, running, axis }: Batch): Statistics {
  const counted = rowWeight === undefined ? null : g.cast(g.greater(rowWeight, 0), "float32");
  const rows = counted === null ? g.constant(x.size(0)) : g.max(g.reduceSum(counted), 1);
  const [height, width] = placeAxes(axis);
  const average = (map: Value): Value => {
    if (counted === null) return g.reduceMean(map, [0, height, width]);
    const sum = g.reduceSum(g.mul(g.reduceMean(map, [height, width]), g.unsqueeze(counted, [1])), [0]);
    return g.div(sum, rows);
  };
  const mean = average(x);
  const centred = g.sub(x, perChannel(g, mean, axis));
  const variance = average(g.mul(centred, centred));
  const count = g.mul(rows, x.size(height) * x.size(width));
  const unbiased = g.mul(variance, g.div(count, g.max(g.sub(count, 1), 1)));
  const move = (old: Value, seen: Value): Value => g.add(g.mul(old, 1 - MOMENTUM), g.mul(seen, MOMENTUM));
  g.assign(running.mean, move(running.mean, mean));
  g.assign(running.variance, move(running.variance, unbiased));
  return { mean, variance };
}

function perChannel(g: GraphBuilder, values: Value, axis: ChannelAxis): Value {
  return axis === 3 ? values : g.reshape(values, [1, values.size(0), 1, 1]);
}
