/** Learning rate of a step: linear warm-up, then a half cosine down to 0, or constant. */
import type { ResolvedSettings } from "./settings.ts";

/**
 * @param step counted from 0
 * @param steps all steps of the training
 * @returns rate of that step
 */
export function rateAt(
  settings: Pick<ResolvedSettings, "rate" | "schedule" | "warmup">,
  step: number,
  steps: number,
): number {
  const warm = Math.round(settings.warmup * steps);
  if (step < warm) return (settings.rate * (step + 1)) / warm;
  if (settings.schedule === "constant") return settings.rate;
  const progress = (step - warm) / Math.max(1, steps - warm);
  return settings.rate * 0.5 * (1 + Math.cos(Math.PI * progress));
}
