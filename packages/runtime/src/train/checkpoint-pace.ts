/** Spaces checkpoints out, so that writing them never costs more than a small share of a short training. */

const SECONDS_BETWEEN = 2;

export class CheckpointPace {
  private epochs = 0;
  private last = performance.now();

  /** Called after every epoch; `every` is the least number of epochs between two checkpoints. */
  due(every: number): boolean {
    this.epochs++;
    return this.epochs >= every && performance.now() - this.last >= SECONDS_BETWEEN * 1000;
  }

  written(): void {
    this.epochs = 0;
    this.last = performance.now();
  }
}
