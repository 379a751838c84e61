/** Writes protobuf messages: only the wire types that ONNX files need. */

const encoder = new TextEncoder();

export class ProtobufWriter {
  private readonly chunks: Uint8Array[] = [];
  private length = 0;

  get size(): number {
    return this.length;
  }

  integer(field: number, value: number | bigint): this {
    return this.tag(field, 0).varint(BigInt(value));
  }

  float(field: number, value: number): this {
    return this.tag(field, 5).raw(new Uint8Array(new Float32Array([value]).buffer));
  }

  string(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.tag(field, 2).varint(BigInt(value.byteLength)).raw(value);
  }

  message(field: number, value: ProtobufWriter): this {
    this.tag(field, 2).varint(BigInt(value.size));
    for (const chunk of value.chunks) this.raw(chunk);
    return this;
  }

  packedIntegers(field: number, values: readonly (number | bigint)[]): this {
    const packed = new ProtobufWriter();
    for (const value of values) packed.varint(BigInt(value));
    return this.message(field, packed);
  }

  packedFloats(field: number, values: readonly number[]): this {
    const bytes = new Uint8Array(Float32Array.from(values).buffer);
    return this.bytes(field, bytes);
  }

  finish(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, at);
      at += chunk.byteLength;
    }
    return all;
  }

  private tag(field: number, wire: number): this {
    return this.varint(BigInt(field * 8 + wire));
  }

  private varint(value: bigint): this {
    let rest = BigInt.asUintN(64, value);
    const bytes: number[] = [];
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    return this.raw(Uint8Array.from(bytes));
  }

  private raw(bytes: Uint8Array): this {
    this.chunks.push(bytes);
    this.length += bytes.byteLength;
    return this;
  }
}
