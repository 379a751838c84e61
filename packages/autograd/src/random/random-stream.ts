import type { RandomSpec } from "../ir/initial.ts";

/**
 * Random numbers that depend on a name only, so that every draw of a training can be repeated: FNV-1a and SplitMix32
 * turn the name into the state of sfc32 (Chris Doty-Humphrey's small fast counter generator, period ≥ 2³²).
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spare: number | null = null;

  constructor(name: string) {
    let seed = 0x811c9dc5;
    for (let i = 0; i < name.length; i++) seed = Math.imul(seed ^ name.charCodeAt(i), 0x01000193);
    const next = (): number => {
      seed = (seed + 0x9e3779b9) | 0;
      let mixed = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** In [0, 1). */
  uniform(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number in 0 … below − 1. */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Standard normal (Box & Muller 1958). */
  normal(): number {
    if (this.spare !== null) {
      const spare = this.spare;
      this.spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Fills one of a training step's random inputs. */
  fill(target: Float32Array, spec: RandomSpec): void {
    switch (spec.kind) {
      case "mask":
        this.fillMask(target, spec.keep);
        return;
      case "uniform":
        // 24 bits, so that float32 holds every number exactly and none rounds up to 1.
        for (let i = 0; i < target.length; i++) target[i] = (this.bits() >>> 8) / 16777216;
    }
  }

  /** Fills a dropout mask: 1/keep with probability keep (to 1/65,536), else 0. Two entries are drawn from 32 bits. */
  fillMask(target: Float32Array, keep: number): void {
    const threshold = Math.round(keep * 65536);
    const scale = 1 / keep;
    for (let i = 0; i < target.length; i += 2) {
      const bits = this.bits();
      target[i] = (bits & 0xffff) < threshold ? scale : 0;
      if (i + 1 < target.length) target[i + 1] = bits >>> 16 < threshold ? scale : 0;
    }
  }
}
