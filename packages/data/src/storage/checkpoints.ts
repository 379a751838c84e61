/** Named bytes that a long step can go on from; replaced as a whole, so the last good one survives a crash. */
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically, writeFully } from "./atomic-write.ts";
import { errorCode } from "./error-code.ts";
import { checkKey } from "./keys.ts";

export type CheckpointParts = { readonly [name: string]: Uint8Array };

interface Header {
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

const MAGIC = "FLCKPT01";
const HASH_BYTES = 32;

/** File: magic, header length (uint32 LE), header JSON, the parts one after another, sha256 of all before it. */
export class Checkpoints {
  constructor(
    private readonly folder: string,
    private readonly temporary: string,
  ) {}

  private path(key: string): string {
    checkKey(key);
    return join(this.folder, key.slice(0, 2), `${key}.checkpoint`);
  }

  async write(key: string, parts: CheckpointParts): Promise<void> {
    const names = Object.entries(parts);
    const header: Header = { parts: names.map(([name, bytes]) => ({ name, bytes: bytes.byteLength })) };
    const json = Buffer.from(JSON.stringify(header));
    const prefix = Buffer.alloc(MAGIC.length + 4);
    prefix.write(MAGIC, "latin1");
    prefix.writeUInt32LE(json.byteLength, MAGIC.length);
    const chunks: Uint8Array[] = [prefix, json, ...names.map(([, bytes]) => bytes)];
    const hash = createHash("sha256");
    for (const chunk of chunks) hash.update(chunk);
    chunks.push(hash.digest());
    await writeAtomically({
      temporary: this.temporary,
      target: this.path(key),
      needed: chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0),
      fill: async (file) => {
        for (const chunk of chunks) await writeFully(file, chunk);
      },
    });
  }

  /** Null when there is none, or when what is there is damaged: the step then starts over. */
  async read(key: string): Promise<CheckpointParts | null> {
    let file: Buffer;
    try {
      file = await readFile(this.path(key));
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      throw error;
    }
    return decode(file);
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }
}

function decode(file: Buffer): CheckpointParts | null {
  const body = file.subarray(0, Math.max(0, file.byteLength - HASH_BYTES));
  if (!createHash("sha256").update(body).digest().equals(file.subarray(body.byteLength))) return null;
  if (body.toString("latin1", 0, MAGIC.length) !== MAGIC) return null;
  let offset = MAGIC.length + 4 + body.readUInt32LE(MAGIC.length);
  const header: Header = JSON.parse(body.toString("utf8", MAGIC.length + 4, offset));
  const parts: { [name: string]: Uint8Array } = {};
  for (const part of header.parts) {
    // Copied, so that a typed array over it starts at an aligned byte.
    parts[part.name] = Uint8Array.prototype.slice.call(body, offset, offset + part.bytes);
    offset += part.bytes;
  }
  return parts;
}
