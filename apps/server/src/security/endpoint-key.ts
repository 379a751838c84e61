/** Keys of published endpoints: shown once, kept as a hash, compared in equal time. */
import { randomSecret, sameSecret, sha256Hex } from "./secret.ts";

const KEY = /^fl_[A-Za-z0-9_-]{43}$/;

export interface NewKey {
  /** Given to the person once; never stored. */
  readonly key: string;
  readonly hash: string;
  /** First characters, to tell keys apart in a list. */
  readonly prefix: string;
}

export function newEndpointKey(): NewKey {
  const key = `fl_${randomSecret()}`;
  return { key, hash: sha256Hex(key), prefix: key.slice(0, 8) };
}

/** The id of the stored key that `presented` is, or null. Every candidate is compared, so time tells nothing. */
export function matchKey(presented: string, stored: readonly { id: string; hash: string }[]): string | null {
  if (!KEY.test(presented)) return null;
  const hash = sha256Hex(presented);
  let found: string | null = null;
  for (const candidate of stored) if (sameSecret(candidate.hash, hash)) found = candidate.id;
  return found;
}

/** The token of an `Authorization: Bearer …` header. */
export function bearer(header: string | undefined): string | null {
  const match = /^Bearer +(\S+)$/i.exec(header ?? "");
  return match?.[1] ?? null;
}
