/** Cuts the forward part of a program where little crosses: between residual blocks, between layers. */
import type { Node } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import { bytesOf, storageOf } from "../passes/buffers.ts";

/** Nodes `from` ≤ place < `to` of the program. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** A cut is worth it where at most so much of what the segment holds at its widest crosses. */
const NARROW = 0.75;

/**
 * Segments of the first `forward` nodes, in order; together they are all of them.
 * @param moving the values that change from batch to batch
 */
export function segmentsOf(nodes: readonly Node[], forward: number, moving: ReadonlySet<Value>): Segment[] {
  const crossing = crossingBytes(nodes.slice(0, forward), moving);
  const segments: Segment[] = [];
  let [from, widest] = [0, 0];
  crossing.forEach((bytes, place) => {
    widest = Math.max(widest, bytes);
    const narrowest = bytes <= (crossing[place - 1] ?? 0) && bytes < (crossing[place + 1] ?? 0);
    if (!narrowest || bytes > NARROW * widest) return;
    segments.push({ from, to: place + 1 });
    [from, widest] = [place + 1, 0];
  });
  if (from < forward) segments.push({ from, to: forward });
  return segments;
}

/** By place of a node: bytes that are there when it is done and that nodes behind it read. */
function crossingBytes(forward: readonly Node[], moving: ReadonlySet<Value>): number[] {
  const storage = storageOf(forward);
  const spans = new Map<Value, { readonly from: number; readonly to: number }>();
  const use = (value: Value | null, place: number): void => {
    if (value === null || !moving.has(value)) return;
    const owner = storage(value);
    spans.set(owner, { from: spans.get(owner)?.from ?? place, to: place });
  };
  forward.forEach(({ inputs, outputs }, place) => {
    for (const value of [...inputs, ...outputs]) use(value, place);
  });
  const change = new Array<number>(forward.length).fill(0);
  for (const [owner, { from, to }] of spans) {
    change[from] = (change[from] ?? 0) + bytesOf(owner);
    change[to] = (change[to] ?? 0) - bytesOf(owner);
  }
  let bytes = 0;
  return change.map((by) => {
    bytes += by;
    return bytes;
  });
}
