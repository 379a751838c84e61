/** The trained tokeniser is deterministic, reads back what it wrote, and keeps its special tokens when it cuts. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedFolder } from "../testing/shared-folder.ts";
import recorded from "./fixtures/bpe-encoded.json" with { type: "json" };
import { makeTokenizer } from "./text-tokenizer.ts";
import { trainTokenizer } from "./train-tokenizer.ts";

const TEXTS = [
  "A frog.",
  "A green frog on a leaf.",
  "Лягушка.",
  "Зеленая лягушка на листе.",
  "frogs and leaves, ﬁne ①",
];

describe("trainTokenizer", () => {
  it("gives the same bytes whatever the order of the texts", () => {
    expect(trainTokenizer([...TEXTS].reverse(), 300)).toBe(trainTokenizer(TEXTS, 300));
  });

  it("numbers the special tokens 0 to 4 and wraps texts in start and end", () => {
    const tokenizer = makeTokenizer(JSON.parse(trainTokenizer(TEXTS, 300)), {});
    expect(["<pad>", "<unk>", "<start>", "<end>", "<mask>"].map((token) => tokenizer.tokenId(token))).toEqual(
      [0, 1, 2, 3, 4],
    );
    const ids = tokenizer.encode("A frog.", 32);
    expect([ids[0], ids.at(-1)]).toEqual([2, 3]);
    expect(tokenizer.decode(ids)).toBe("A frog.");
    expect(tokenizer.encode("", 32)).toEqual([2, 3]);
  });

  it("joins what is frequent", () => {
    const few = makeTokenizer(JSON.parse(trainTokenizer(TEXTS, 256)), {});
    const many = makeTokenizer(JSON.parse(trainTokenizer(TEXTS, 400)), {});
    expect(few.vocabulary).toBe(256);
    const text = "Зеленая лягушка на листе.";
    expect(many.encode(text, 99).length).toBeLessThan(few.encode(text, 99).length * 0.7);
    expect(many.encode("frog", 32)).toHaveLength(3);
  });

  it("writes and reads back any text, and cuts to any length", () => {
    const tokenizer = makeTokenizer(JSON.parse(trainTokenizer(TEXTS, 320)), {});
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.integer({ min: 2, max: 40 }),
        (text, length) => {
          const whole = tokenizer.encode(text, 10_000);
          expect(Math.max(...whole)).toBeLessThan(tokenizer.vocabulary);
          expect(whole).not.toContain(1);
          if (!/<(?:pad|unk|start|end|mask)>/.test(text))
            expect(tokenizer.decode(whole)).toBe(text.normalize("NFKC").trim());
          const cut = tokenizer.encode(text, length);
          expect(cut.length).toBe(Math.min(length, whole.length));
          expect([cut[0], cut.at(-1)]).toEqual([2, 3]);
          expect(cut.slice(0, -1)).toEqual(whole.slice(0, cut.length - 1));
          expect(tokenizer.isTruncated(text, length)).toBe(whole.length > length);
        },
      ),
    );
  });

  it("gives the ids that Hugging Face's own library gives for the same file (recorded)", () => {
    const tokenizer = makeTokenizer(JSON.parse(trainTokenizer(TEXTS, 320)), {});
    for (const { text, ids } of recorded.cases) expect(tokenizer.encode(text, 512)).toEqual(ids);
  });

  it("learns 50,000 short texts in seconds", () => {
    const words = Array.from({ length: 9000 }, (_, i) => `w${(i * 7919).toString(36)}`);
    const texts = Array.from({ length: 50_000 }, (_, i) =>
      Array.from({ length: 12 }, (_, j) => words[(i * 31 + j * j * 17) % words.length]).join(" "),
    );
    const started = performance.now();
    const json = trainTokenizer(texts, 8000);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(Object.keys(JSON.parse(json).model.vocab)).toHaveLength(8000);
  });
});

const useLite = join(sharedFolder(), "hub", "fuseline", "use-lite-en", "tokenizer.json");
describe.skipIf(!existsSync(useLite))("a model's own tokeniser (skipped where shared/hub is absent)", () => {
  it("encodes and truncates without special tokens", () => {
    const tokenizer = makeTokenizer(JSON.parse(readFileSync(useLite, "utf8")), {});
    const ids = tokenizer.encode("A child in a pink dress is climbing up a set of stairs.", 64);
    expect(tokenizer.decode(ids)).toBe("A child in a pink dress is climbing up a set of stairs.");
    expect(tokenizer.encode("A child in a pink dress is climbing up a set of stairs.", 5)).toEqual(
      ids.slice(0, 5),
    );
  });
});
