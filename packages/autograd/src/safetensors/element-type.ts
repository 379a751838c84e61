/** Element types of safetensors files, and how numbers are taken out of them. */

/** Bytes a number takes. The format's names. */
const BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;

export type ElementType = keyof typeof BYTES;

export function isElementType(name: string): name is ElementType {
  return Object.hasOwn(BYTES, name);
}

export function bytesOf(type: ElementType): number {
  return BYTES[type];
}

/**
 * Numbers as float32. Weights saved in half precision lose nothing, F64 is rounded, I64 is exact below 2²⁴.
 * @param bytes little-endian numbers one after another, at any offset
 * @throws Error for types that hold no weights
 */
export function toFloat32(type: ElementType, bytes: Uint8Array): Float32Array<ArrayBuffer> {
  // Copied, since a view of wider numbers must begin at a multiple of their size.
  const { buffer } = Uint8Array.from(bytes);
  switch (type) {
    case "F32":
      return new Float32Array(buffer);
    case "F64":
      return Float32Array.from(new Float64Array(buffer));
    case "F16":
      return Float32Array.from(new Uint16Array(buffer), fromHalf);
    case "BF16":
      return fromBrain(new Uint16Array(buffer));
    case "I64":
      return Float32Array.from(new BigInt64Array(buffer), Number);
    default:
      throw new Error(`Weights of the type ${type} are not read; F32, F16, BF16, F64 and I64 are.`);
  }
}

/** IEEE 754 binary16: 1 sign, 5 exponent (bias 15) and 10 fraction bits. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
function fromBrain(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const words = Uint32Array.from(halves, (half) => half << 16);
  return new Float32Array(words.buffer);
}
