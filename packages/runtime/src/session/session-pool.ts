/** Keeps sessions of stored models open, the least recently used closed first. */
import type { Storage } from "@fuseline/data";
import type { InferenceSession } from "onnxruntime-node";
import { openSession, type SessionOptions } from "./open-session.ts";

const KEPT = 6;

export class SessionPool {
  private readonly open = new Map<string, Promise<InferenceSession>>();

  constructor(
    private readonly storage: Storage,
    private readonly options: SessionOptions = {},
  ) {}

  session(blob: string): Promise<InferenceSession> {
    const known = this.open.get(blob);
    const session = known ?? openSession(this.storage.path(blob), { spinning: false, ...this.options });
    // Inserted again, so that the map's order is the order of use.
    this.open.delete(blob);
    this.open.set(blob, session);
    session.catch(() => this.open.delete(blob));
    this.closeOldest();
    return session;
  }

  async close(): Promise<void> {
    const all = [...this.open.values()];
    this.open.clear();
    await Promise.all(all.map(async (session) => (await session).release()));
  }

  private closeOldest(): void {
    const [oldest] = this.open.keys();
    if (this.open.size <= KEPT || oldest === undefined) return;
    // A request may still be running on it: it is dropped here and freed with its last user.
    this.open.delete(oldest);
  }
}
