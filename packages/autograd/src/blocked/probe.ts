/** How many channels this machine's ONNX Runtime keeps side by side: asked of the runtime, since it depends on the processor. */
import { compileForward } from "../forward.ts";
import { GraphBuilder } from "../ir/builder.ts";

const CHANNELS = 64;
const INPUT = "x";
const OUTPUT = "y";

export interface ChannelBlockProbe {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly input: { readonly name: string; readonly data: Float32Array; readonly dims: readonly number[] };
  readonly output: string;
  /** From what the runtime gave: the size of a block, or 0 where it has none. */
  read(data: ArrayLike<number>): number;
}

/** A map of two places, every number its own place in the plain order, is brought into the blocked order. */
export function channelBlockProbe(): ChannelBlockProbe {
  const g = new GraphBuilder({ training: true });
  const dims = [1, CHANNELS, 1, 2];
  const x = g.input(INPUT, "float32", dims);
  const onnx = compileForward({ builder: g, outputs: { [OUTPUT]: g.apply("ReorderInput", [x]) } });
  const data = Float32Array.from({ length: 2 * CHANNELS }, (_, place) => place);
  return { onnx, input: { name: INPUT, data, dims }, output: OUTPUT, read: blockOf };
}

function blockOf(data: ArrayLike<number>): number {
  const block = Array.from(data).indexOf(1);
  if (block < 2 || CHANNELS % block !== 0) return 0;
  const expected = (place: number): number => {
    const [blocks, rest] = [Math.floor(place / (2 * block)), place % (2 * block)];
    return 2 * (blocks * block + (rest % block)) + Math.floor(rest / block);
  };
  return Array.from(data).every((number, place) => number === expected(place)) ? block : 0;
}
