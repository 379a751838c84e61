/** How much every place before a Resize counts for every place after it, along one axis. */
import type { Attributes } from "../ir/node.ts";
import { floatAttribute } from "./operator.ts";

/** One axis of a Resize. */
export interface ResizedAxis {
  readonly from: number;
  readonly to: number;
  /** As the node says it: the sizes need not be in exactly this ratio. */
  readonly scale: number;
}

/** Why the weights of a form are not known here; null where they are. */
export function unknownForm({ antialias, coordinate_transformation_mode: mode }: Attributes): string | null {
  if (antialias === 1) return "it smooths before it samples (antialias)";
  if (mode === "tf_crop_and_resize") return "it cuts out a part first (tf_crop_and_resize)";
  return null;
}

/** [to, from], row by row; every row sums to 1. @throws Error for unknown forms */
export function resizeWeights(axis: ResizedAxis, attributes: Attributes): Float64Array {
  const { from, to } = axis;
  const weights = new Float64Array(to * from);
  const share = interpolation(attributes);
  for (let place = 0; place < to; place++) {
    const position = positionOf(place, axis, attributes);
    for (const [source, weight] of share(position, from)) {
      const at = place * from + Math.min(Math.max(source, 0), from - 1);
      weights[at] = (weights[at] ?? 0) + weight;
    }
  }
  return weights;
}

/** Where a place lies on the axis before resizing (`coordinate_transformation_mode`). */
function positionOf(place: number, { from, to, scale }: ResizedAxis, attributes: Attributes): number {
  const centred = (place + 0.5) / scale - 0.5;
  const mode = attributes.coordinate_transformation_mode ?? "half_pixel";
  switch (mode) {
    case "half_pixel":
      return centred;
    case "half_pixel_symmetric":
      return (from / 2) * (1 - to / (scale * from)) + centred;
    case "pytorch_half_pixel":
      return to > 1 ? centred : 0;
    case "align_corners":
      return to > 1 ? (place * (from - 1)) / (to - 1) : 0;
    case "asymmetric":
      return place / scale;
    default:
      throw new Error(`Resize has no coordinates ${mode}.`);
  }
}

type Interpolation = (
  position: number,
  size: number,
) => readonly (readonly [source: number, weight: number])[];

function interpolation(attributes: Attributes): Interpolation {
  const mode = attributes.mode ?? "nearest";
  switch (mode) {
    case "nearest":
      return (position) => [[nearest(position, attributes.nearest_mode), 1]];
    case "linear":
      return (position) => {
        const before = Math.floor(position);
        return [
          [before, before + 1 - position],
          [before + 1, position - before],
        ];
      };
    case "cubic":
      return cubic(floatAttribute(attributes, "cubic_coeff_a", -0.75), attributes.exclude_outside === 1);
    default:
      throw new Error(`Resize has no mode ${mode}.`);
  }
}

function nearest(position: number, mode: Attributes[string] = "round_prefer_floor"): number {
  switch (mode) {
    case "floor":
      return Math.floor(position);
    case "ceil":
      return Math.ceil(position);
    case "round_prefer_ceil":
      return Math.floor(position + 0.5);
    default:
      return Math.ceil(position - 0.5);
  }
}

/** Cubic convolution (Keys 1981). Outside the axis its end is repeated, or left out and the rest made to sum to 1. */
function cubic(a: number, excludeOutside: boolean): Interpolation {
  const near = (x: number): number => ((a + 2) * x - (a + 3)) * x * x + 1;
  const far = (x: number): number => ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  return (position, size) => {
    const before = Math.floor(position);
    const rest = position - before;
    const taps = [far(rest + 1), near(rest), near(1 - rest), far(2 - rest)];
    const all = taps.map((weight, i) => [before - 1 + i, weight] as const);
    if (!excludeOutside) return all;
    const inside = all.filter(([source]) => source >= 0 && source < size);
    const total = inside.reduce((sum, [, weight]) => sum + weight, 0);
    return inside.map(([source, weight]) => [source, weight / total]);
  };
}
