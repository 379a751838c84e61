import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plateauAfter } from "./plateau.ts";
import { rateAt, type ScheduleKind } from "./schedule.ts";

const recorded = JSON.parse(
  readFileSync(new URL("../../fixtures/schedules/rates.json", import.meta.url), "utf8"),
) as { readonly rate: number; readonly steps: number } & {
  readonly [kind in "cosine" | "restarts" | "one-cycle"]: readonly number[];
} & { readonly plateau: { readonly scores: readonly number[]; readonly rates: readonly number[] } };
const { rate, steps } = recorded;

const ratesOf = (schedule: ScheduleKind, warmup: number, count = steps): number[] =>
  Array.from({ length: count }, (_, step) =>
    rateAt({ rate, schedule, warmup, cycles: 4 }, { step, steps, drops: 0 }),
  );

describe("rates of PyTorch's schedulers (fixtures/schedules/record.py)", () => {
  it.each(["cosine", "restarts", "one-cycle"] as const)("%s", (kind) => {
    const found = ratesOf(kind, 0, recorded[kind].length);
    for (const [step, expected] of recorded[kind].entries())
      expect(found[step], `step ${step}`).toBeCloseTo(expected, 9);
  });

  it("plateau", () => {
    let state = { dropEpochs: [] as readonly number[], sinceDrop: 0 };
    let best = Number.NEGATIVE_INFINITY;
    for (const [epoch, score] of recorded.plateau.scores.entries()) {
      const drops = state.dropEpochs.length;
      const found = rateAt(
        { rate, schedule: "plateau", warmup: 0, cycles: 1 },
        { step: epoch, steps, drops },
      );
      expect(found, `epoch ${epoch}`).toBeCloseTo(recorded.plateau.rates[epoch] ?? Number.NaN, 9);
      const better = score > best;
      best = Math.max(best, score);
      state = plateauAfter({ schedule: "plateau", plateau: 2 }, { epoch: epoch + 1, better, ...state });
    }
    expect(state.dropEpochs.length).toBeGreaterThan(0);
  });
});

describe("warm-up", () => {
  it.each(["cosine", "restarts", "plateau", "constant"] as const)("rises evenly to the top of %s", (kind) => {
    const found = ratesOf(kind, 0.1);
    for (let step = 0; step < 6; step++) expect(found[step]).toBeCloseTo((rate * (step + 1)) / 6, 9);
    expect(found[6]).toBeCloseTo(rate, 9);
  });
});
