/**
 * Vectors that a frozen encoder gave, by content: a picture or a text is encoded once, whatever dataset, split or seed
 * it comes in. An index names bundles of vectors; a lost bundle or index only means encoding again.
 */
import type { Storage } from "@fuseline/data";
import { contentKey, type Json } from "@fuseline/schema";

interface Bundle {
  readonly arrays: string;
  /** Blob of a JSON list: the content id of each vector. */
  readonly ids: string;
}

/** More bundles than this are joined into one, so that opening a store stays a matter of a few reads. */
const MOST_BUNDLES = 8;

export class FeatureStore {
  private readonly known = new Map<string, Float32Array>();
  private readonly fresh = new Map<string, Float32Array>();

  private constructor(
    private readonly storage: Storage,
    private readonly encoder: string,
    private readonly width: number,
    private readonly bundles: readonly Bundle[],
  ) {}

  /** @param recipe everything the vectors depend on: file, output, preparation, pooling */
  static async open(storage: Storage, recipe: Json, width: number): Promise<FeatureStore> {
    const encoder = contentKey({ features: recipe });
    const bundles = bundlesOf((await storage.results.get(encoder))?.facts);
    const store = new FeatureStore(storage, encoder, width, bundles);
    for (const bundle of bundles) await store.load(bundle);
    return store;
  }

  get(id: string): Float32Array | undefined {
    return this.known.get(id);
  }

  add(id: string, vector: Float32Array): void {
    this.known.set(id, vector);
    this.fresh.set(id, vector);
  }

  /** Two processes that save at once may lose one's list of bundles: those vectors are then encoded again. */
  async save(): Promise<void> {
    if (this.fresh.size === 0) return;
    const join = this.bundles.length >= MOST_BUNDLES;
    const bundle = await this.write(join ? this.known : this.fresh);
    const bundles = join ? [bundle] : [...this.bundles, bundle];
    this.fresh.clear();
    await this.storage.results.put(this.encoder, {
      outputs: {},
      runId: "",
      seconds: 0,
      facts: { bundles } as never,
    });
  }

  private async load({ arrays, ids }: Bundle): Promise<void> {
    const reader = await this.storage.arrays.open(arrays);
    if (reader === null) return;
    try {
      const [vectors, names] = await Promise.all([reader.read("vectors"), this.storage.readJson(ids)]);
      (names as readonly string[]).forEach((id, place) => {
        this.known.set(id, (vectors as Float32Array).subarray(place * this.width, (place + 1) * this.width));
      });
    } finally {
      await reader.close();
    }
  }

  private async write(vectors: ReadonlyMap<string, Float32Array>): Promise<Bundle> {
    const data = new Float32Array(vectors.size * this.width);
    [...vectors.values()].forEach((vector, place) => {
      data.set(vector, place * this.width);
    });
    const ids = await this.storage.putJson([...vectors.keys()]);
    const arrays = contentKey({ encoder: this.encoder, ids });
    await this.storage.arrays.put(arrays, [
      { name: "vectors", dtype: "float32", shape: [vectors.size, this.width], data },
    ]);
    return { arrays, ids };
  }
}

function bundlesOf(facts: Json | undefined): readonly Bundle[] {
  const stored = facts as { readonly bundles?: readonly Bundle[] } | undefined;
  return stored?.bundles ?? [];
}
