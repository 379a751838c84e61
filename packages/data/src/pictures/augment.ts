/** Random changes of training pictures: crop, rotation, mirror, colour, erased patches. Pure, in place, repeatable. */

export interface AugmentSettings {
  /** Smallest share of the area that a crop keeps; 1 turns cropping off. */
  readonly crop: number;
  /** Largest turn either way, degrees. */
  readonly rotate: number;
  readonly flip: boolean;
  /** Largest relative change of brightness, contrast and saturation. */
  readonly colour: number;
  /** Chance that a patch of 2 to 15 % is painted grey (Zhong 2020). */
  readonly erase: number;
}

interface Draws {
  uniform(): number;
}

const GREY = 128;

/** @param pixels uint8 [3, S, S]; @param draw.stream numbers in [0, 1) */
export function augmentPicture(pixels: Uint8Array, draw: { settings: AugmentSettings; stream: Draws }): void {
  const { settings, stream } = draw;
  const size = Math.round(Math.sqrt(pixels.length / 3));
  move(pixels, { size, settings, stream });
  if (settings.colour > 0) recolour(pixels, { size, settings, stream });
  if (stream.uniform() < settings.erase) erase(pixels, { size, settings, stream });
}

interface Change {
  readonly size: number;
  readonly settings: AugmentSettings;
  readonly stream: Draws;
}

/** One resampling for crop, turn and mirror together, bilinear, edges repeated. */
function move(pixels: Uint8Array, { size, settings, stream }: Change): void {
  const zoom = Math.sqrt(settings.crop + (1 - settings.crop) * stream.uniform());
  const angle = ((2 * stream.uniform() - 1) * settings.rotate * Math.PI) / 180;
  const mirror = settings.flip && stream.uniform() < 0.5 ? -1 : 1;
  const slack = (size * (1 - zoom)) / 2;
  const centreX = size / 2 + (2 * stream.uniform() - 1) * slack;
  const centreY = size / 2 + (2 * stream.uniform() - 1) * slack;
  if (zoom === 1 && angle === 0 && mirror === 1) return;
  const source = pixels.slice();
  const plane = size * size;
  const [cosine, sine] = [Math.cos(angle) * zoom, Math.sin(angle) * zoom];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [dx, dy] = [(x + 0.5 - size / 2) * mirror, y + 0.5 - size / 2];
      const fromX = Math.min(Math.max(cosine * dx - sine * dy + centreX - 0.5, 0), size - 1);
      const fromY = Math.min(Math.max(sine * dx + cosine * dy + centreY - 0.5, 0), size - 1);
      const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
      const [x1, y1] = [Math.min(x0 + 1, size - 1), Math.min(y0 + 1, size - 1)];
      const [fx, fy] = [fromX - x0, fromY - y0];
      for (let channel = 0; channel < 3; channel++) {
        const at = (row: number, column: number): number =>
          source[channel * plane + row * size + column] ?? 0;
        const top = at(y0, x0) * (1 - fx) + at(y0, x1) * fx;
        const bottom = at(y1, x0) * (1 - fx) + at(y1, x1) * fx;
        pixels[channel * plane + y * size + x] = Math.round(top * (1 - fy) + bottom * fy);
      }
    }
  }
}

function recolour(pixels: Uint8Array, { size, settings, stream }: Change): void {
  const change = (): number => 1 + (2 * stream.uniform() - 1) * settings.colour;
  const [brightness, contrast, saturation] = [change(), change(), change()];
  const plane = size * size;
  for (let place = 0; place < plane; place++) {
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => pixels[channel * plane + place] ?? 0);
    // Luma of Rec. 601, as photo editors use it for saturation.
    const grey = 0.299 * red + 0.587 * green + 0.114 * blue;
    [red, green, blue].forEach((value, channel) => {
      const saturated = grey + (value - grey) * saturation;
      const lit = (saturated * brightness - GREY) * contrast + GREY;
      pixels[channel * plane + place] = Math.min(255, Math.max(0, Math.round(lit)));
    });
  }
}

function erase(pixels: Uint8Array, { size, stream }: Change): void {
  const area = (0.02 + 0.13 * stream.uniform()) * size * size;
  const shape = 0.5 + stream.uniform();
  const height = Math.min(size, Math.max(1, Math.round(Math.sqrt(area * shape))));
  const width = Math.min(size, Math.max(1, Math.round(area / height)));
  const top = Math.floor(stream.uniform() * (size - height + 1));
  const left = Math.floor(stream.uniform() * (size - width + 1));
  for (let channel = 0; channel < 3; channel++) {
    for (let row = top; row < top + height; row++) {
      const start = (channel * size + row) * size + left;
      pixels.fill(GREY, start, start + width);
    }
  }
}
