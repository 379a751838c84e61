/**
 * Low-rank adapters (Hu et al. 2021): a product x·W becomes x·W + (α/r)·x·A·B with W frozen, A [in, r] drawn with
 * σ = 1/√in and B [r, out] zero. For a convolution A has its window and B none. In a serving graph the weights are W + (α/r)·A·B and nothing is left of the adapter.
 */
import type { Attributes, Value } from "@fuseline/autograd";
import type { ImportedParameter, WeightedProduct } from "@fuseline/autograd/onnx";

export interface LoraSettings {
  readonly rank: number;
  readonly alpha: number;
  readonly targets: "attention" | "all";
}

interface Adapter {
  readonly down: Value;
  readonly up: Value;
  readonly scale: number;
  /** Outputs come first among the weight's axes. */
  readonly outFirst: boolean;
}

const ATTENTION = /attn|attention|query|key|value|[qkv]_proj|out_proj|qkv/i;
const FEED_FORWARD = /mlp|ffn|fc[12]|intermediate|feed_?forward/i;

export class LoraAdapters {
  /** By the weight's name in the encoder's file. */
  private readonly adapters = new Map<string, Adapter>();

  constructor(
    private readonly settings: LoraSettings,
    /** Whether the encoder names parts of its attention; a convolutional one has none, and all products are adapted. */
    private readonly namesAttention: boolean,
  ) {}

  readonly adapt = (product: WeightedProduct): Value => {
    const { g, x, y, weight } = product;
    const kernel = product.operator === "Conv" ? convolutionOf(product) : null;
    if (!this.wants(product) || (kernel === null && weight.dims.length !== 2)) return y;
    const { down, up, scale } = this.adapterOf(product, kernel !== null);
    const narrow = kernel === null ? g.matmul(x, down) : g.apply("Conv", [x, down], kernel);
    const change = kernel === null ? g.matmul(narrow, up) : g.conv2d(narrow, up);
    return g.add(y, g.mul(change, scale));
  };

  /** @returns what the adapted weights become, by their name in the graph */
  merged(
    parameters: readonly ImportedParameter[],
    numbers: { readonly [name: string]: Float32Array },
  ): Map<string, Float32Array> {
    const merged = new Map<string, Float32Array>();
    for (const { name, value } of parameters) {
      const adapter = this.adapters.get(name);
      const down = numbers[adapter?.down.name ?? ""];
      const up = numbers[adapter?.up.name ?? ""];
      if (adapter === undefined || down === undefined || up === undefined) continue;
      merged.set(value.name, mergedWeight(firstNumbers(value), { ...adapter, numbers: { down, up } }));
    }
    return merged;
  }

  get size(): number {
    return this.adapters.size;
  }

  private wants({ weight, y }: WeightedProduct): boolean {
    if (this.settings.targets === "all" || !this.namesAttention) return true;
    return isAttention(`${weight.name} ${weight.path} ${y.name}`);
  }

  /** A weight that several products share has one adapter. */
  private adapterOf({ g, weight, transposed }: WeightedProduct, convolves: boolean): Adapter {
    const known = this.adapters.get(weight.name);
    if (known !== undefined) return known;
    const [rows = 1, columns = 1, ...window] = weight.dims;
    const outFirst = convolves || transposed;
    const [size, width] = outFirst ? [columns, rows] : [rows, columns];
    const { rank, alpha } = this.settings;
    const fan = window.reduce((product, dim) => product * dim, size);
    const init = { kind: "truncatedNormal", std: 1 / Math.sqrt(fan) } as const;
    const adapter: Adapter = {
      down: g.param(`${weight.name}/lora/down`, convolves ? [rank, size, ...window] : [size, rank], init, {
        decay: false,
      }),
      up: g.param(
        `${weight.name}/lora/up`,
        convolves ? [width, rank, 1, 1] : [rank, width],
        { kind: "zeros" },
        { decay: false },
      ),
      scale: alpha / rank,
      outFirst,
    };
    this.adapters.set(weight.name, adapter);
    return adapter;
  }
}

export function isAttention(name: string): boolean {
  return ATTENTION.test(name) && !FEED_FORWARD.test(name);
}

/** How a convolution in one group moves over its input; null for depthwise ones, which are small already. */
function convolutionOf({ x, y, weight }: WeightedProduct): Attributes | null {
  const { origin } = y;
  if (origin.kind !== "node" || origin.node.type !== "Conv" || x.dim(1) !== weight.dims[1]) return null;
  return origin.node.attributes;
}

/** What the weight is in the encoder's file. */
function firstNumbers(value: Value): Float32Array {
  const init = value.graph.parameters.find((parameter) => parameter.value === value)?.init;
  if (init?.kind !== "values") throw new Error(`${value.name} has no numbers to add an adapter to`);
  return Float32Array.from(init.data);
}

interface Merging extends Adapter {
  readonly numbers: { readonly down: Float32Array; readonly up: Float32Array };
}

/** W + scale·A·B, read as [in, out] or [out, in · window]. */
function mergedWeight(weight: Float32Array, { scale, outFirst, numbers, down, up }: Merging): Float32Array {
  const convolves = down.rank > 2;
  const rank = convolves ? down.size(0) : down.size(1);
  const width = convolves ? up.size(0) : up.size(1);
  const size = weight.length / width;
  for (let i = 0; i < size; i++)
    for (let o = 0; o < width; o++) {
      let sum = 0;
      for (let r = 0; r < rank; r++) {
        const a = numbers.down[convolves ? r * size + i : i * rank + r] ?? 0;
        sum += a * (numbers.up[convolves ? o * rank + r : r * width + o] ?? 0);
      }
      const at = outFirst ? o * size + i : i * width + o;
      weight[at] = (weight[at] ?? 0) + scale * sum;
    }
  return weight;
}
