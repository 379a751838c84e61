/** Opened models, the most recently used few; one that is put away is closed when its last request has left. */

interface Closable {
  close(): Promise<void>;
}

interface Place<T> {
  readonly opening: Promise<T>;
  users: number;
  away: boolean;
}

export class ModelShelf<T extends Closable> {
  /** Least recently used first. */
  readonly #places = new Map<string, Place<T>>();

  constructor(readonly capacity: number) {}

  /** Opens at first use; many callers at once open once. A failed opening is not remembered. */
  async use<R>(key: string, open: () => Promise<T>, work: (model: T) => Promise<R>): Promise<R> {
    const place = this.#take(key, open);
    place.users++;
    try {
      return await work(await place.opening);
    } finally {
      place.users--;
      await closeIfIdle(place);
    }
  }

  async close(): Promise<void> {
    const places = [...this.#places.values()];
    this.#places.clear();
    await Promise.all(places.map(putAway));
  }

  #take(key: string, open: () => Promise<T>): Place<T> {
    const known = this.#places.get(key);
    this.#places.delete(key);
    const place = known ?? { opening: open(), users: 0, away: false };
    this.#places.set(key, place);
    if (known === undefined) {
      place.opening.catch(() => {
        if (this.#places.get(key) === place) this.#places.delete(key);
      });
    }
    for (const [oldest, old] of this.#places) {
      if (this.#places.size <= this.capacity) break;
      this.#places.delete(oldest);
      void putAway(old);
    }
    return place;
  }
}

function putAway(place: Place<Closable>): Promise<void> {
  place.away = true;
  return closeIfIdle(place);
}

async function closeIfIdle(place: Place<Closable>): Promise<void> {
  if (!place.away || place.users > 0) return;
  const model = await place.opening.catch(() => null);
  await model?.close();
}
