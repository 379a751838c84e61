/** Counts well-formed and broken multi-byte sequences, chunk by chunk, to tell UTF-8 from eight-bit encodings. */

export class Utf8Check {
  /** Whole multi-byte characters. */
  valid = 0;
  /** Bytes that fit no character. */
  broken = 0;
  nulls = 0;
  private left = 0;

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === 0) this.nulls++;
      if (this.left > 0 && (byte & 0xc0) === 0x80) {
        this.left--;
        if (this.left === 0) this.valid++;
        continue;
      }
      if (this.left > 0) this.broken++;
      this.left = followers(byte);
      if (this.left < 0) {
        this.broken++;
        this.left = 0;
      }
    }
  }
}

/** Continuation bytes after this one; −1 when no character starts so. */
function followers(byte: number): number {
  if (byte < 0x80) return 0;
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : -1;
}
