/** Finds the encoding of a text file: by its mark, else by byte statistics. */
import { createReadStream } from "node:fs";
import iconv from "iconv-lite";
import { Utf8Check } from "./utf8-check.ts";

export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1251",
  "koi8-r",
  "cp866",
  "windows-1252",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface FoundEncoding {
  readonly encoding: Encoding;
  /** No mark and not plain UTF-8, so it may be wrong: shown to the person. */
  readonly guessed: boolean;
}

const SAMPLE_BYTES = 1 << 20;

export async function findEncoding(path: string, signal?: AbortSignal): Promise<FoundEncoding> {
  const check = new Utf8Check();
  const sample: Buffer[] = [];
  let sampled = 0;
  for await (const chunk of createReadStream(path, signal === undefined ? {} : { signal })) {
    const bytes: Buffer = chunk;
    if (sampled === 0) {
      const marked = byMark(bytes);
      if (marked !== null) return { encoding: marked, guessed: false };
    }
    if (sampled < SAMPLE_BYTES) sample.push(bytes);
    sampled += bytes.length;
    check.push(bytes);
  }
  return encodingOf(Buffer.concat(sample), check);
}

/** Encoding of short bytes without a file behind them, such as a file name in an archive. */
export function encodingOfBytes(bytes: Uint8Array): FoundEncoding {
  const check = new Utf8Check();
  check.push(bytes);
  return encodingOf(Buffer.from(bytes), check);
}

export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return iconv.decode(Buffer.from(bytes), encoding);
}

function byMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

function encodingOf(sample: Buffer, check: Utf8Check): FoundEncoding {
  const wide = unmarkedUtf16(sample, check.nulls);
  if (wide !== null) return { encoding: wide, guessed: true };
  if (check.broken === 0) return { encoding: "utf-8", guessed: false };
  // A few broken bytes among many good characters: damaged UTF-8, not another encoding.
  if (check.valid > 50 * check.broken) return { encoding: "utf-8", guessed: true };
  const candidates = ["windows-1251", "koi8-r", "cp866", "windows-1252"] as const;
  let best: { encoding: Encoding; score: number } = {
    encoding: "windows-1251",
    score: Number.NEGATIVE_INFINITY,
  };
  for (const encoding of candidates) {
    const score = plausibility(iconv.decode(sample.subarray(0, 65_536), encoding));
    if (score > best.score) best = { encoding, score };
  }
  return { encoding: best.encoding, guessed: true };
}

/** Latin text in UTF-16 has a zero in every second byte. */
function unmarkedUtf16(sample: Buffer, nulls: number): Encoding | null {
  if (sample.length < 4 || nulls < sample.length * 0.2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++;
  if (odd > 20 * even) return "utf-16le";
  return even > 20 * odd ? "utf-16be" : null;
}

/** Letters that make up three quarters of Russian text. */
const COMMON = new Set("оеаинтслвркдмупя");

/** Mean over the non-ASCII characters: common letters in ordinary words score high, odd signs low. */
function plausibility(text: string): number {
  let score = 0;
  let count = 0;
  let before = " ";
  for (const sign of text) {
    if (sign > "\u007f") {
      count++;
      score += plausible(sign, before);
    }
    before = sign;
  }
  return count === 0 ? 0 : score / count;
}

function plausible(sign: string, before: string): number {
  if (/[а-яё]/.test(sign)) return COMMON.has(sign) ? 2 : 1;
  if (/[А-ЯЁ]/.test(sign)) return /\p{Ll}/u.test(before) ? -2 : 0.5;
  // An accented Latin letter stands between plain ones.
  if (/\p{Script=Latin}/u.test(sign)) return /[a-z]/i.test(before) ? 1.5 : -0.5;
  return /[«»„“”‘’–—…№€°©®™\u00a0]/u.test(sign) ? 0.5 : -2;
}
