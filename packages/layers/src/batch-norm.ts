/** Batch normalisation (Ioffe & Szegedy 2015) over maps, with running statistics for serving. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { normaliseBlocks } from "./batch-norm-blocks.ts";
import { countedRows, EPSILON, moveRunning, type RunningStatistics } from "./batch-statistics.ts";
import { channelsOf, type FeatureMap, laidOut } from "./feature-map.ts";

export interface BatchNormOptions {
  readonly scope: string;
  /** [B]: rows of weight 0 pad the batch and stay out of its statistics. Absent: every row counts. */
  readonly rowWeight?: Value | undefined;
  /** A map that is added to the normalised one. */
  readonly plus?: FeatureMap;
  /** What then is negative becomes 0. */
  readonly relu?: boolean;
}

/** Batch normalisation with parameters of its own; training graphs normalise by the batch. */
export function batchNorm(g: GraphBuilder, map: FeatureMap, options: BatchNormOptions): FeatureMap {
  const { layout, value } = map;
  const plus = options.plus === undefined ? undefined : laidOut(g, options.plus, layout).value;
  return g.scope(options.scope, () => {
    const channels = channelsOf(map);
    const parameters = {
      scale: g.param("scale", [channels], { kind: "ones" }, { decay: false }),
      bias: g.param("bias", [channels], { kind: "zeros" }),
      mean: g.param("mean", [channels], { kind: "zeros" }, { trainable: false }),
      variance: g.param("variance", [channels], { kind: "ones" }, { trainable: false }),
      rowWeight: options.rowWeight,
    };
    const { relu = false } = options;
    if (layout === "blocks") {
      return { layout, value: normaliseBlocks(g, value, { ...parameters, plus, relu }) };
    }
    const channelAxis = layout === "rows" ? 3 : 1;
    const even = normaliseBatch(g, value, { ...parameters, byBatch: g.training, channelAxis });
    const sum = plus === undefined ? even : g.add(even, plus);
    return { layout, value: relu ? g.relu(sum) : sum };
  });
}

type ChannelAxis = 1 | 3;

/** Each [K]; mean and variance are the running ones. */
export interface BatchNormParameters extends RunningStatistics {
  readonly scale: Value;
  readonly bias: Value;
  /** Normalise by the batch and move the running statistics, or by the running ones as they are. */
  readonly byBatch: boolean;
  /** Default: 1, [B, K, H, W]; 3 is [B, H, W, K]. */
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

interface Batch {
  readonly x: Value;
  readonly rowWeight: Value | undefined;
  readonly running: RunningStatistics;
  readonly axis: ChannelAxis;
}

/** Mean and biased variance of the rows that count. */
function batchStatistics(g: GraphBuilder, { x, rowWeight, running, axis }: Batch): RunningStatistics {
  const { counted, rows } = countedRows(g, { rowWeight, batch: x.size(0) });
  const [height, width] = axis === 3 ? ([1, 2] as const) : ([2, 3] as const);
  const average = (map: Value): Value => {
    if (counted === null) return g.reduceMean(map, [0, height, width]);
    const sum = g.reduceSum(g.mul(g.reduceMean(map, [height, width]), g.unsqueeze(counted, [1])), [0]);
    return g.div(sum, rows);
  };
  const mean = average(x);
  const centred = g.sub(x, perChannel(g, mean, axis));
  const variance = average(g.mul(centred, centred));
  moveRunning(g, running, { mean, variance, count: g.mul(rows, x.size(height) * x.size(width)) });
  return { mean, variance };
}

function perChannel(g: GraphBuilder, values: Value, axis: ChannelAxis): Value {
  return axis === 3 ? values : g.reshape(values, [1, values.size(0), 1, 1]);
}
