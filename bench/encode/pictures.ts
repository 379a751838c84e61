/** Photos of 640×480 as JPEG files, noise over a slope of colour, the same at every run. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RandomStream } from "@fuseline/autograd";
import sharp from "sharp";

const [WIDTH, HEIGHT] = [640, 480];

/** @returns the folder and the files' paths */
export async function writePictures(count: number): Promise<{ folder: string; paths: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "fuseline-encode-"));
  const paths: string[] = [];
  for (let index = 0; index < count; index++) {
    const random = new RandomStream(`bench/picture/${index}`);
    const pixels = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, at) => {
      const slope = ((at / 3) % WIDTH) / WIDTH;
      return Math.floor(128 * slope + 127 * random.uniform());
    });
    const path = join(folder, `${index}.jpg`);
    await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .jpeg({ quality: 90 })
      .toFile(path);
    paths.push(path);
  }
  return { folder, paths };
}
