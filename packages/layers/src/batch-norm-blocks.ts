/**
 * Batch normalisation of a blocked map in a training graph, with the addition and the ReLU that follow it: forwards the
 * map is read four times and written twice, backwards five and three times.
 */
import {
  dotOverPlaces,
  type GraphBuilder,
  meanOverPlaces,
  scaleChannels,
  type Value,
} from "@fuseline/autograd";
import { countedRows, EPSILON, moveRunning, type RunningStatistics } from "./batch-statistics.ts";

export interface BlockNorm extends RunningStatistics {
  /** [K] */
  readonly scale: Value;
  /** [K] */
  readonly bias: Value;
  readonly rowWeight: Value | undefined;
  /** A blocked map that is added to the normalised one. */
  readonly plus: Value | undefined;
  readonly relu: boolean;
}

/** γ(x − μ)/√(σ² + 10⁻⁵) + β + plus by the batch, x [B, K/b, H, W, b]. */
export function normaliseBlocks(g: GraphBuilder, x: Value, norm: BlockNorm): Value {
  const { scale, bias, plus, relu } = norm;
  const { counted, rows } = countedRows(g, { rowWeight: norm.rowWeight, batch: x.size(0) });
  const places = x.size(2) * x.size(3);
  const count = g.mul(rows, places);
  /** Sums [B, K] of pictures → [K], of those that count. */
  const ofCounted = (sums: Value): Value =>
    g.reduceSum(counted === null ? sums : g.mul(sums, g.unsqueeze(counted, [1])), [0]);
  const mean = g.div(ofCounted(meanOverPlaces(g, x)), rows);
  const ones = g.constant(new Float32Array(scale.size(0)).fill(1), [scale.size(0)]);
  const centred = scaleChannels(g, x, { scale: ones, shift: g.neg(mean) });
  const variance = g.div(ofCounted(dotOverPlaces(g, centred, centred)), count);
  moveRunning(g, norm, { mean, variance, count });
  const inverse = g.reciprocal(g.sqrt(g.add(variance, EPSILON)));
  const slope = g.mul(scale, inverse);
  const y = scaleChannels(g, centred, { scale: slope, shift: bias, plus, relu });
  const inputs = plus === undefined ? [x, scale, bias] : [x, scale, bias, plus];
  return g.withGradient(
    inputs,
    () => y,
    ({ dy }) => {
      const ds = relu ? g.mul(dy, g.hardSigmoid(y, STEP)) : dy;
      const sum = g.mul(g.reduceSum(meanOverPlaces(g, ds), [0]), places);
      const along = g.reduceSum(dotOverPlaces(g, ds, centred), [0]);
      // dx = γ/σ·(ds − (Σds + (x − μ)·Σds·(x − μ)/σ²)/count), the subtracted part for rows that count.
      const share = g.neg(g.div(slope, count));
      const towards = g.mul(g.mul(share, g.mul(inverse, inverse)), along);
      const ofRows = (values: Value): Value =>
        counted === null ? values : g.mul(g.unsqueeze(values, [0]), g.unsqueeze(counted, [1]));
      const back = scaleChannels(g, centred, { scale: ofRows(towards), shift: ofRows(g.mul(share, sum)) });
      const nothing = g.constant(new Float32Array(scale.size(0)), [scale.size(0)]);
      const dx = scaleChannels(g, ds, { scale: slope, shift: nothing, plus: back });
      return [dx, g.mul(along, inverse), sum, ds];
    },
  );
}

/** 1 for every positive number, 0 for the others, in one pass. */
const STEP = { alpha: 3e38, beta: 0 } as const;
