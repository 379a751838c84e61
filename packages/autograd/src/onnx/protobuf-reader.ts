/** Reads protobuf messages field by field. @throws Error on bytes that are no protobuf. */

export type ProtobufField =
  | { readonly field: number; readonly wire: 0; readonly integer: bigint }
  | { readonly field: number; readonly wire: 1 | 2 | 5; readonly bytes: Uint8Array };

export function* readFields(bytes: Uint8Array): Generator<ProtobufField> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error("The file ends inside a number.");
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new Error("A number is longer than 64 bits.");
  };
  const take = (length: number): Uint8Array => {
    if (length < 0 || at + length > bytes.byteLength) throw new Error("The file ends inside a field.");
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.byteLength) {
    const tag = Number(varint());
    const [field, wire] = [tag >>> 3, tag & 7];
    if (wire === 0) yield { field, wire, integer: varint() };
    else if (wire === 1) yield { field, wire, bytes: take(8) };
    else if (wire === 2) yield { field, wire, bytes: take(Number(varint())) };
    else if (wire === 5) yield { field, wire, bytes: take(4) };
    else throw new Error(`Wire type ${wire} does not occur in ONNX files.`);
  }
}

/** The integers of a packed field. */
export function readPacked(bytes: Uint8Array): bigint[] {
  const values: bigint[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte < 0x80) {
      values.push(BigInt.asIntN(64, value));
      value = 0n;
      shift = 0n;
    }
  }
  return values;
}
