/**
 * LISTEN/NOTIFY as "topic changed": a hint to read the table again, never the data itself. Hints may be lost while the
 * connection is down, so whoever waits also gives a timeout, and every reconnection wakes everyone.
 */
import pg from "pg";

const CHANNEL = "fuseline";
/** Milliseconds between attempts to reconnect. */
const RECONNECT = 500;

interface Queryable {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Tells every process that listens, once the surrounding transaction commits. */
export async function notify(client: Queryable, topic: string): Promise<void> {
  await client.query("SELECT pg_notify($1, $2)", [CHANNEL, topic]);
}

export class Notifications {
  readonly #url: string;
  readonly #listeners = new Map<string, Set<() => void>>();
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  /** Hints arrive right now; otherwise callers should poll more often. */
  get connected(): boolean {
    return this.#client !== undefined;
  }

  /** Calls `listener` whenever `topic` changed or may have; returns the function that ends it. */
  on(topic: string, listener: () => void): () => void {
    const set = this.#listeners.get(topic) ?? new Set();
    set.add(listener);
    this.#listeners.set(topic, set);
    void this.#connect();
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.#listeners.get(topic) === set) this.#listeners.delete(topic);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#connecting;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
    this.#wake();
  }

  async #connect(): Promise<void> {
    if (this.#closed || this.#client) return;
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = undefined;
    });
    await this.#connecting;
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    client.on("notification", ({ payload }) => this.#wake(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      await client.end().catch(() => undefined);
      this.#later();
      return;
    }
    this.#client = client;
    this.#wake();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#later();
  }

  #later(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), RECONNECT);
    this.#retry.unref();
  }

  /** Without a topic: everyone, because hints may have been missed. */
  #wake(topic?: string): void {
    const sets = topic === undefined ? [...this.#listeners.values()] : [this.#listeners.get(topic)];
    for (const set of sets) for (const listener of [...(set ?? [])]) listener();
  }
}
