/** What `/v1` asks of the database. */
import type { ServeRecord } from "../serving/serve-record.ts";

export interface PublishedVersion {
  readonly endpointId: string;
  readonly name: string;
  readonly version: number;
  readonly serve: ServeRecord;
  /** Requests a minute for one key. */
  readonly perMinute: number;
}

export interface PublishedEndpoints {
  /** Live versions of all endpoints, by name. */
  listLive(): Promise<readonly PublishedVersion[]>;
  /** Null when there is no such endpoint or nothing is live. */
  live(name: string): Promise<PublishedVersion | null>;
  /** Keys that are not revoked; empty for an unknown endpoint. */
  keys(name: string): Promise<readonly { readonly id: string; readonly hash: string }[]>;
  keyUsed(id: string): Promise<void>;
  logRequest(entry: RequestEntry): Promise<void>;
}

export interface RequestEntry {
  readonly endpointId: string;
  readonly version: number;
  readonly status: number;
  readonly ms: number;
}
