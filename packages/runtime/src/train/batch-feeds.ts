/** Fills the inputs of a training or evaluation graph with the rows of a batch. */
import { Tensor } from "onnxruntime-node";
import { gatherRows, makeRowArray, type RowArray, type RowData, rowSize } from "../arrays/row-array.ts";
import type { EncodedSource } from "../encode/encoded-source.ts";
import type { FeedBinding } from "../manifest.ts";

/** Chooses which stored array a row is read from (clean or a varied copy) and may change its bytes in place. */
export interface Variation {
  arrayFor(source: EncodedSource, part: string, row: number): RowArray;
  change(source: EncodedSource, part: string, row: number, data: RowData): void;
}

interface Slot {
  readonly binding: FeedBinding;
  readonly source: EncodedSource;
  readonly array: RowArray;
  readonly tensor: Tensor;
}

/** Reuses one set of buffers for every batch, so that a step allocates nothing. */
export class BatchFeeds {
  private readonly slots: readonly Slot[];
  /** What every batch is filled into. */
  readonly tensors: { readonly [input: string]: Tensor };

  constructor(
    sources: { readonly [name: string]: EncodedSource },
    bindings: readonly FeedBinding[],
    readonly batch: number,
  ) {
    this.slots = bindings.map((binding) => {
      const source = sources[binding.source];
      const array = source?.arrays[binding.part];
      if (source === undefined || array === undefined)
        throw new Error(`no array for graph input ${binding.input}`);
      const { data } = makeRowArray(array.dtype, array.dims, batch);
      return { binding, source, array, tensor: new Tensor(array.dtype, data, [batch, ...array.dims]) };
    });
    this.tensors = Object.fromEntries(this.slots.map(({ binding, tensor }) => [binding.input, tensor]));
  }

  /** Feeds for up to `batch` rows; a short batch is padded with its first row. */
  fill(rows: readonly number[], variation?: Variation): BatchFeeds["tensors"] {
    const padded = Array.from({ length: this.batch }, (_, place) => rows[place] ?? rows[0] ?? 0);
    for (const slot of this.slots) {
      const data = slot.tensor.data as RowData;
      if (variation === undefined) gatherRows(slot.array, padded, data);
      else fillVaried(slot, padded, variation);
    }
    return this.tensors;
  }
}

function fillVaried(
  { binding, source, array, tensor }: Slot,
  rows: readonly number[],
  variation: Variation,
): void {
  const size = rowSize(array.dims);
  const data = tensor.data as RowData;
  rows.forEach((row, place) => {
    const target = data.subarray(place * size, (place + 1) * size);
    gatherRows(variation.arrayFor(source, binding.part, row), [row], target);
    variation.change(source, binding.part, row, target);
  });
}
