/** Which cells of a map lie under a kernel at each place where it stops, as row numbers to gather. */

export interface MapWindow {
  /** Height and width. */
  readonly map: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride: number;
  /** Zeros around the map, on every side. */
  readonly pad: number;
}

/** `indices` has as many rows of `width` numbers as there are places; the number `zero` stands for nothing. */
export interface Places {
  readonly indices: readonly number[];
  readonly width: number;
  /** One more than the last cell. */
  readonly zero: number;
}

/** Height and width of what the kernel slides to. */
export function slidMap({ map, kernel, stride, pad }: MapWindow): readonly [number, number] {
  const along = (axis: 0 | 1): number => Math.floor((map[axis] + 2 * pad - kernel[axis]) / stride) + 1;
  return [along(0), along(1)];
}

/** For every place and every tap of the kernel: the cell of the map under it. */
export function cellsUnderKernel(window: MapWindow): Places {
  const { map, kernel, stride, pad } = window;
  const slid = slidMap(window);
  const zero = map[0] * map[1];
  const indices = cellsOf(slid).flatMap(([y, x]) =>
    cellsOf(kernel).map(([tapY, tapX]) => {
      const [row, column] = [y * stride + tapY - pad, x * stride + tapX - pad];
      return isInside(map, row, column) ? row * map[1] + column : zero;
    }),
  );
  return { indices, width: kernel[0] * kernel[1], zero };
}

/** For every cell of the map and every tap: the place where that tap lies on that cell. Stride 1. */
export function placesOverCells(window: MapWindow): Places {
  const { map, kernel, pad } = window;
  const slid = slidMap(window);
  const zero = slid[0] * slid[1];
  const indices = cellsOf(map).flatMap(([row, column]) =>
    cellsOf(kernel).map(([tapY, tapX]) => {
      const [y, x] = [row + pad - tapY, column + pad - tapX];
      return isInside(slid, y, x) ? y * slid[1] + x : zero;
    }),
  );
  return { indices, width: kernel[0] * kernel[1], zero };
}

/** For every cell of the map: the pairs (place, tap) that lie on it, numbered place by place; filled up with nothing. */
export function touchesOfCells(window: MapWindow): Places {
  const under = cellsUnderKernel(window);
  const cells = under.zero;
  const zero = under.indices.length;
  const touches = Array.from({ length: cells }, (): number[] => []);
  under.indices.forEach((cell, touch) => {
    touches[cell]?.push(touch);
  });
  const width = Math.max(1, ...touches.map(({ length }) => length));
  const indices = touches.flatMap((found) => [
    ...found,
    ...new Array<number>(width - found.length).fill(zero),
  ]);
  return { indices, width, zero };
}

function cellsOf([height, width]: readonly [number, number]): (readonly [number, number])[] {
  return Array.from({ length: height * width }, (_, cell) => [Math.floor(cell / width), cell % width]);
}

function isInside([height, width]: readonly [number, number], row: number, column: number): boolean {
  return row >= 0 && row < height && column >= 0 && column < width;
}
