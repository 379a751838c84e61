/**
 * What people wait for, from outside: the whole product is started on an empty folder, and each case is timed over
 * HTTP from the request to the event or answer, and in Chromium from a reload to the page as it was. The data is the bundled sample, read by the bundled text encoder.
 */
import { Fuseline } from "@fuseline/e2e";
import { median } from "../alternate.ts";
import type { BenchCase, BenchContext } from "../contract.ts";
import { reloadTimes } from "./reloads.ts";
import { SamplePipeline } from "./sample-pipeline.ts";

const ANSWERS = 50;

export async function run({ blocks, log }: BenchContext): Promise<BenchCase[]> {
  const fuseline = await Fuseline.start();
  try {
    const pipeline = await SamplePipeline.make(fuseline);
    const first = await pipeline.run();
    log(`first run, nothing cached: ${first.finished.toFixed(0)} ms`);
    const rows = await pipeline.rows(first.runId);
    const rounds = { trainer: [] as number[], again: [] as number[], same: [] as number[] };
    for (let round = 0; round < blocks; round++) {
      await pipeline.changeTrainer(round / 100);
      rounds.trainer.push((await pipeline.run()).firstMetric);
      await pipeline.relabel(rows[round] ?? "");
      rounds.again.push((await pipeline.run()).finished);
      rounds.same.push((await pipeline.run()).finished);
      log(`round ${round + 1}: ${Object.values(rounds).map((times) => times.at(-1)?.toFixed(0))} ms`);
    }
    const answers = await pipeline.answers(first.runId, ANSWERS);
    const reloads = await reloadTimes(fuseline, blocks);
    log(`reloads in the middle of a run: ${reloads.map((time) => time.toFixed(0))} ms`);
    return [
      figure("first metric after Run, cached data", rounds.trainer),
      figure("learn again after a changed label", rounds.again),
      figure("run again, nothing changed", rounds.same),
      figure("answer of an endpoint", answers),
      figure("page reloaded in the middle of a run", reloads),
    ];
  } finally {
    await fuseline.remove();
  }
}

function figure(name: string, times: readonly number[]): BenchCase {
  return { name, unit: "ms", median: median(times), peers: {} };
}
