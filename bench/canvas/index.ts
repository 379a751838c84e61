/**
 * How smoothly the editor moves: the whole product in Chromium, a pipeline of so many blocks fitted into view, panned
 * by its paper and dragged by a card, in frames a second (the screen has 60).
 */
import { Fuseline } from "@fuseline/e2e";
import { median } from "../alternate.ts";
import type { BenchCase, BenchContext } from "../contract.ts";
import { watchForeignLoad } from "../foreign-load.ts";

import { CanvasBrowser, type Gesture, type Shown } from "./canvas-browser.ts";
import { makeLargePipeline } from "./large-pipeline.ts";
import { treeSeconds } from "./tree-seconds.ts";

const SIZES = [300, 1000];
const GESTURES: readonly Gesture[] = ["panning", "dragging"];

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const fuseline = await Fuseline.start();
  const browser = await CanvasBrowser.open(fuseline.openAddress);
  try {
    const cases: BenchCase[] = [];
    for (const size of SIZES) {
      const shown = await browser.show(await makeLargePipeline(fuseline, size));
      for (const gesture of GESTURES) cases.push(await measure(browser, { size, shown, gesture, context }));
    }
    return cases;
  } finally {
    await browser.close();
    await fuseline.remove();
  }
}

interface Measured {
  readonly size: number;
  readonly shown: Shown;
  readonly gesture: Gesture;
  readonly context: BenchContext;
}

async function measure(
  browser: CanvasBrowser,
  { size, shown, gesture, context }: Measured,
): Promise<BenchCase> {
  const name = `${gesture}, ${size} blocks, ${shown.blocks} of them in view at ${shown.zoom} %`;
  await browser.frames(gesture);
  const rates: number[] = [];
  const others: number[] = [];
  for (let block = 0; block < context.blocks; block++) {
    const [foreign, before, started] = [watchForeignLoad(), treeSeconds(), performance.now()];
    const { perSecond, longest, moves } = await browser.frames(gesture);
    const after = treeSeconds();
    const seconds = (performance.now() - started) / 1000;
    if (before !== null && after !== null) others.push(foreign(seconds, after - before));
    rates.push(perSecond);
    context.log(
      `${name}: ${perSecond.toFixed(1)} frames/s, the longest ${longest.toFixed(0)} ms, ${moves.toFixed(0)} moves/s, others ${others.at(-1)?.toFixed(2) ?? "unknown"}`,
    );
  }
  const load = others.length === 0 ? {} : { foreignLoad: Math.max(...others) };
  return { name, unit: "frames/s", median: median(rates), ...load, peers: {} };
}
