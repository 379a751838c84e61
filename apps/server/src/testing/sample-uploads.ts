/** Small data sets as a person would bring them: a table and photos. */
import sharp from "sharp";

const COLOURS = ["red", "green", "blue"] as const;
const ROWS = 120;

/** Plain squares in three colours: the photo alone gives the class, the title repeats it in half of the rows. */
export async function colourSquares(): Promise<FormData> {
  const form = new FormData();
  const lines = ["photo,title,colour"];
  for (let row = 0; row < ROWS; row++) {
    const colour = COLOURS[row % 3] ?? "red";
    const bytes = await square(colour, row);
    form.append("files", new Blob([new Uint8Array(bytes)]), `photos/item-${row}.png`);
    lines.push(`item-${row}.png,${row % 2 === 0 ? colour : "plain"} thing number ${row},${colour}`);
  }
  form.append("files", new Blob([`${lines.join("\n")}\n`]), "things.csv");
  return form;
}

export function square(colour: string, shade: number): Promise<Buffer> {
  const channel = (own: string): number => (colour === own ? 200 + (shade % 50) : 20 + ((shade * 7) % 60));
  const background = { r: channel("red"), g: channel("green"), b: channel("blue") };
  return sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
}

/** A small encoder from scratch that learns the squares in a second. */
export const QUICK = {
  "encode-image-new.size": 16,
  "encode-image-new.width": 32,
  "encode-image-new.depth": "tiny",
  "train-model.epochs": 12,
  "train-model.rate": 0.01,
};
