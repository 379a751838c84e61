/** Versions on trial: reachable over HTTP by the owner only, under a random name, until the parity check is over. */
import { randomSecret } from "../security/secret.ts";
import type { ServeRecord } from "./serve-record.ts";

export class Candidates {
  readonly #records = new Map<string, ServeRecord>();

  async during<R>(serve: ServeRecord, work: (id: string) => Promise<R>): Promise<R> {
    const id = randomSecret();
    this.#records.set(id, serve);
    try {
      return await work(id);
    } finally {
      this.#records.delete(id);
    }
  }

  get(id: string): ServeRecord | null {
    return this.#records.get(id) ?? null;
  }
}
