/** Chromium with the editor open, moved as a hand moves it while the page counts its own frames. */
import { chromiumPath } from "@fuseline/e2e";
import { type Browser, chromium, type Page } from "playwright-core";

export type Gesture = "panning" | "dragging";

export interface Frames {
  readonly perSecond: number;
  /** Milliseconds of the longest frame. */
  readonly longest: number;
  /** Moves of the pointer a second that the page answered to. */
  readonly moves: number;
}

/** What the canvas shows before it is moved. */
export interface Shown {
  /** Percent. */
  readonly zoom: number;
  /** Blocks of which at least a part is in view. */
  readonly blocks: number;
}

const SECONDS = 3;
const STEPS_PER_SECOND = 60;
const RADIUS = 60;

export class CanvasBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  /** @param address the one that lets a browser in */
  static async open(address: string): Promise<CanvasBrowser> {
    const executablePath = chromiumPath();
    if (executablePath === null) throw new Error("Chromium is not installed; this benchmark needs one.");
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    await page.waitForURL((url) => url.search === "");
    return new CanvasBrowser(browser, page);
  }

  /** Opens the pipeline with all of it in view. */
  async show(pipelineId: string): Promise<Shown> {
    await this.page.goto(new URL(`/pipelines/${pipelineId}`, this.page.url()).href);
    await this.page.locator(".react-flow__node").first().waitFor();
    await this.page.waitForTimeout(2_000);
    return this.page.evaluate(whatIsShown);
  }

  /** One gesture in circles, by the paper or by a card in the middle. */
  async frames(gesture: Gesture): Promise<Frames> {
    const { page } = this;
    const start = gesture === "panning" ? await this.paper() : await this.card();
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.evaluate(countFrames, SECONDS * 1000);
    const began = performance.now();
    let step = 1;
    for (; performance.now() - began < SECONDS * 1000; step++) {
      const angle = (2 * Math.PI * step) / STEPS_PER_SECOND;
      await page.mouse.move(
        start.x + RADIUS * Math.sin(angle),
        start.y + RADIUS * (1 - Math.cos(angle)) * 0.5,
      );
    }
    const times = await page.evaluate(() => window.canvasFrames);
    await page.mouse.move(start.x, start.y);
    await page.mouse.up();
    return { ...summed(await times), moves: step / SECONDS };
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** The middle of a card that is in view, in the middle of the drawing. */
  private async card(): Promise<{ readonly x: number; readonly y: number }> {
    const cards = this.page.locator(".react-flow__node");
    const box = await cards.nth(Math.floor((await cards.count()) / 2)).boundingBox();
    if (box === null) throw new Error("no card is in view");
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 12) };
  }

  /** A place on the canvas where nothing lies. */
  private paper(): Promise<{ readonly x: number; readonly y: number }> {
    return this.page.evaluate(() => {
      const canvas = document.querySelector(".canvas")?.getBoundingClientRect();
      if (canvas === undefined) throw new Error("there is no canvas");
      for (let y = canvas.top + 80; y < canvas.bottom - 140; y += 7)
        for (let x = canvas.left + 80; x < canvas.right - 80; x += 7)
          if (document.elementFromPoint(x, y)?.classList.contains("react-flow__pane")) return { x, y };
      throw new Error("no place of the canvas is free");
    });
  }
}

declare global {
  interface Window {
    /** Times of the frames of the gesture under way, in milliseconds. */
    canvasFrames: Promise<readonly number[]>;
  }
}

function whatIsShown(): Shown {
  const canvas = document.querySelector(".canvas")?.getBoundingClientRect();
  const words = document.querySelector(".zoom-share")?.textContent ?? "";
  if (canvas === undefined) throw new Error("there is no canvas");
  const blocks = [...document.querySelectorAll(".react-flow__node")].filter((node) => {
    const box = node.getBoundingClientRect();
    return (
      box.left < canvas.right && box.right > canvas.left && box.top < canvas.bottom && box.bottom > canvas.top
    );
  });
  return { zoom: Number.parseInt(words, 10), blocks: blocks.length };
}

function countFrames(milliseconds: number): void {
  window.canvasFrames = new Promise((resolve) => {
    const times: number[] = [];
    const count = (now: number): void => {
      times.push(now);
      if (now - (times[0] ?? now) < milliseconds) requestAnimationFrame(count);
      else resolve(times);
    };
    requestAnimationFrame(count);
  });
}

function summed(times: readonly number[]): Omit<Frames, "moves"> {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return { perSecond: (1000 * gaps.length) / whole, longest: Math.max(...gaps) };
}
