/** Answers calls to published versions, keeping the models that are in use open. */
import type { Storage } from "@fuseline/data";
import type { RequestRow } from "@fuseline/runtime";
import { Batcher } from "./batcher.ts";
import { ModelShelf } from "./model-shelf.ts";
import type { ServeRecord } from "./serve-record.ts";
import { openServed, type Served } from "./served.ts";

/** Models kept open. Each holds its weights in memory. */
const OPEN_MODELS = 4;

interface Shelved extends Served {
  readonly batcher: Batcher;
}

export class Answering {
  readonly #shelf = new ModelShelf<Shelved>(OPEN_MODELS);

  constructor(
    private readonly storage: Storage,
    private readonly threads: { readonly threads?: number },
  ) {}

  /** Versions never change, so what they serve names the opened model. */
  use<R>(serve: ServeRecord, work: (served: Shelved) => Promise<R>): Promise<R> {
    return this.#shelf.use(`${serve.manifest} ${serve.index}`, () => this.#open(serve), work);
  }

  /** Rows that arrive while the model is busy go through it together. */
  predict(serve: ServeRecord, row: RequestRow) {
    return this.use(serve, ({ batcher }) => batcher.predict(row));
  }

  close(): Promise<void> {
    return this.#shelf.close();
  }

  async #open(serve: ServeRecord): Promise<Shelved> {
    const served = await openServed(serve, this.storage, this.threads);
    return { ...served, batcher: new Batcher(served.predict) };
  }
}
