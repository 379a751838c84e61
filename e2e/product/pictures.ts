/** Pictures that journeys bring: plain squares in a colour. */
import sharp from "sharp";

const COLOURS = {
  red: { r: 220, g: 30, b: 40 },
  green: { r: 40, g: 190, b: 60 },
  blue: { r: 40, g: 60, b: 220 },
} as const;
export type Colour = keyof typeof COLOURS;
export const COLOUR_NAMES = ["red", "green", "blue"] as const;

/** Shades of a colour differ a little, so that no two pictures are the same. */
export function square(colour: Colour, shade = 0): Promise<Buffer> {
  const { r, g, b } = COLOURS[colour];
  const background = { r: r - (shade % 30), g: g - (shade % 20), b: b - (shade % 25) };
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
