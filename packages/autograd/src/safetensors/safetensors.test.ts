import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesSource, Safetensors, safetensorsPieces, type WrittenTensor } from "./index.ts";

const concat = (pieces: Iterable<Uint8Array>): Uint8Array =>
  Uint8Array.from([...pieces].flatMap((piece) => [...piece]));
const bytesIn = (data: { readonly buffer: ArrayBufferLike }): Uint8Array =>
  new Uint8Array(data.buffer.slice(0));
const open = (bytes: Uint8Array): Promise<Safetensors> => Safetensors.open(bytesSource(bytes));

/** A file with any header and any data. */
function fileOf(header: unknown, dataBytes: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.byteLength + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.byteLength), true);
  bytes.set(text, 8);
  return bytes;
}

const tensor = fc
  .record({
    name: fc.string({ minLength: 1 }).filter((name) => name !== "__metadata__"),
    dims: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
    wide: fc.boolean(),
  })
  .chain(({ name, dims, wide }) => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    return fc
      .array(fc.float({ noNaN: true }), { minLength: size, maxLength: size })
      .map((numbers) => ({ name, dims, type: wide ? ("F64" as const) : ("F32" as const), numbers }));
  });

describe("safetensors", () => {
  test("what is written is read again, whatever the names and dimensions", async () => {
    const files = fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(files, fc.dictionary(fc.string(), fc.string()), async (tensors, metadata) => {
        const written: WrittenTensor[] = tensors.map(({ numbers, ...rest }) => ({
          ...rest,
          bytes: bytesIn(rest.type === "F64" ? Float64Array.from(numbers) : Float32Array.from(numbers)),
        }));
        const bytes = concat(safetensorsPieces(written, metadata));
        expect(concat(safetensorsPieces([...written].reverse(), metadata))).toEqual(bytes);
        const file = await open(bytes);
        expect(new Map(Object.entries(metadata))).toEqual(file.header.metadata);
        expect([...file.header.tensors.keys()].sort()).toEqual(tensors.map(({ name }) => name).sort());
        for (const { name, dims, numbers } of tensors) {
          expect(await file.read(name)).toEqual({ dims, data: Float32Array.from(numbers) });
        }
        for (const { start, type } of file.header.tensors.values())
          expect(start % (type === "F64" ? 8 : 4)).toBe(0);
      }),
    );
  });

  test("half precision and whole numbers become float32", async () => {
    const bytes = concat(
      safetensorsPieces([
        // 1, −2, the smallest subnormal, the largest number, ∞
        {
          name: "half",
          type: "F16",
          dims: [5],
          bytes: bytesIn(Uint16Array.of(0x3c00, 0xc000, 1, 0x7bff, 0x7c00)),
        },
        { name: "brain", type: "BF16", dims: [2], bytes: bytesIn(Uint16Array.of(0x3f80, 0xc049)) },
        { name: "whole", type: "I64", dims: [2], bytes: bytesIn(BigInt64Array.of(-3n, 511n)) },
        { name: "byte", type: "U8", dims: [1], bytes: Uint8Array.of(7) },
      ]),
    );
    const file = await open(bytes);
    const numbers = async (name: string) => [...(await file.read(name)).data];
    expect(await numbers("half")).toEqual([1, -2, 2 ** -24, 65504, Number.POSITIVE_INFINITY]);
    expect(await numbers("brain")).toEqual([1, -3.140625]);
    expect(await numbers("whole")).toEqual([-3, 511]);
    await expect(file.read("byte")).rejects.toThrow("Weights of the type U8 are not read");
    await expect(file.read("none")).rejects.toThrow("There is no tensor “none”.");
  });

  const entry = (from: number, to: number, rest = {}) => ({
    dtype: "F32",
    shape: [(to - from) / 4],
    data_offsets: [from, to],
    ...rest,
  });
  test.each<[what: string, bytes: Uint8Array, words: RegExp]>([
    ["no length", Uint8Array.of(1, 2, 3), /shorter than the length/],
    ["a length past the end", Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0x7b), /ends inside its header/],
    ["a length of 2⁶⁴ − 1", new Uint8Array(64).fill(255), /not believable/],
    ["blanks first", fileOf(" {}", 0), /does not begin as JSON/],
    ["no JSON", fileOf("{nonsense", 0), /JSON/],
    ["bytes that are no text", fileOf("{\u0000}", 0), /JSON/],
    ["an unknown type", fileOf({ a: entry(0, 8, { dtype: "F31" }) }, 8), /unknown type "F31"/],
    ["no type", fileOf({ a: { shape: [], data_offsets: [0, 0] } }, 0), /unknown type none/],
    ["dimensions below zero", fileOf({ a: entry(0, 8, { shape: [-2] }) }, 8), /dimensions of “a”/],
    [
      "dimensions that overflow",
      fileOf({ a: entry(0, 8, { shape: [2 ** 40, 2 ** 40] }) }, 8),
      /needs .* bytes/,
    ],
    [
      "the wrong size",
      fileOf({ a: entry(0, 8, { shape: [3] }) }, 8),
      /needs 12 bytes for \[3\], its place has 8/,
    ],
    ["a place backwards", fileOf({ a: entry(8, 0, { shape: [0] }) }, 8), /its place has -8/],
    ["places that overlap", fileOf({ a: entry(0, 8), b: entry(4, 12) }, 12), /“b” begins at byte/],
    ["the same place twice", fileOf({ a: entry(0, 8), b: entry(0, 8) }, 8), /“b” begins at byte/],
    ["a gap", fileOf({ a: entry(0, 4), b: entry(8, 12) }, 12), /“b” begins at byte/],
    [
      "a name given twice",
      fileOf(`{"a":${JSON.stringify(entry(0, 4))},"a":${JSON.stringify(entry(4, 8))}}`, 8),
      /begins/,
    ],
    ["bytes after the end", fileOf({ a: entry(0, 4) }, 8), /the file at/],
    ["tensors past the end", fileOf({ a: entry(0, 16) }, 8), /the file at/],
    ["metadata that are no text", fileOf({ __metadata__: { a: 1 } }, 0), /metadata “a”/],
  ])("refuses %s", async (_, bytes, words) => {
    await expect(open(bytes)).rejects.toThrow(words);
  });

  test("survives any damage: a file opens whole or is refused with a sentence", async () => {
    const whole = concat(
      safetensorsPieces([
        { name: "a", type: "F32", dims: [2, 2], bytes: new Uint8Array(16) },
        { name: "b", type: "F16", dims: [3], bytes: new Uint8Array(6) },
      ]),
    );
    const damage = fc.array(fc.tuple(fc.nat(whole.byteLength - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.integer({ min: 0, max: whole.byteLength }), async (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        try {
          const file = await open(bytes);
          const end = Math.max(...[...file.header.tensors.values()].map((one) => one.end), 8);
          expect(end).toBeLessThanOrEqual(bytes.byteLength);
        } catch (error) {
          expect((error as Error).message).not.toBe("");
          expect(error).not.toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
