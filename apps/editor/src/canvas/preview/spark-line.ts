/** The path of a small curve in a box. */
import type { Series } from "@fuseline/schema";

export interface SparkBox {
  readonly width: number;
  readonly height: number;
  /** Ends of the axes, so that several curves share them. */
  readonly steps: readonly [number, number];
  readonly values: readonly [number, number];
}

export function sparkPath({ steps, values }: Series, box: SparkBox): string {
  const [first, last] = box.steps;
  const [low, high] = box.values;
  return values
    .map((value, place) => {
      const x = (((steps[place] ?? 0) - first) / Math.max(1, last - first)) * box.width;
      const y = box.height - ((value - low) / Math.max(1e-9, high - low)) * box.height;
      return `${place === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

/** Axes that hold every curve; the value axis starts at zero for what cannot be negative. */
export function axesOf(curves: readonly Series[]): Pick<SparkBox, "steps" | "values"> {
  const steps = curves.flatMap((curve) => curve.steps);
  const values = curves.flatMap((curve) => curve.values).filter(Number.isFinite);
  const low = Math.min(0, ...values);
  return {
    steps: [Math.min(...steps), Math.max(...steps)],
    values: [low, Math.max(low + 1e-9, ...values)],
  };
}
