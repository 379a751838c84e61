/** Random numbers that depend only on named facts (seed, epoch, row …), the same on every machine. */

export interface RandomStream {
  /** In [0, 1), 32 bits. */
  next(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  /** Whole number in [0, count). */
  integer(count: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
}

/** The stream of these facts: equal facts give equal numbers; any other fact gives unrelated ones. */
export function randomStream(...facts: readonly (string | number)[]): RandomStream {
  const next = sfc32(seedWords(facts.join("\u0000")));
  const stream: RandomStream = {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (count) => Math.floor(next() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
  return stream;
}

/** Four 32-bit words from a text (cyrb128: four multiplicative hashes that stir one another). */
function seedWords(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

/** Small Fast Counter, 32 bits (Chris Doty-Humphrey, PractRand); the first draws are thrown away to mix the seed. */
function sfc32(seed: [number, number, number, number]): () => number {
  let [a, b, c, d] = seed;
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
