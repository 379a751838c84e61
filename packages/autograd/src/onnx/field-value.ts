/** The value of one protobuf field in the form its message expects. @throws Error when the field has another form. */
import { type ProtobufField, readPacked } from "./protobuf-reader.ts";

const decoder = new TextDecoder();

export function bytesOf(field: ProtobufField): Uint8Array {
  if (field.wire === 0) throw new Error(`Field ${field.field} holds a number where bytes belong.`);
  return field.bytes;
}

export function textOf(field: ProtobufField): string {
  return decoder.decode(bytesOf(field));
}

export function integerOf(field: ProtobufField): number {
  if (field.wire !== 0) throw new Error(`Field ${field.field} holds bytes where a number belongs.`);
  return Number(field.integer);
}

/** Repeated integers come one by one or packed. */
export function integersOf(field: ProtobufField): bigint[] {
  return field.wire === 0 ? [field.integer] : readPacked(field.bytes);
}

/** Repeated floats come one by one or packed: four bytes each either way. */
export function floatsOf(field: ProtobufField): number[] {
  const bytes = bytesOf(field);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
