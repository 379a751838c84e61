/** Asked any number of times, does its work once, in the next frame. */
export class FrameOnce {
  readonly #work: () => void;
  #frame: number | null = null;

  constructor(work: () => void) {
    this.#work = work;
  }

  ask(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#work();
    });
  }

  cancel(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }
}
