/** Tries again after passing trouble: lost connections, 408, 429 and 5xx, with growing pauses. */
import { setTimeout as sleep } from "node:timers/promises";
import { Cancelled, UserError } from "@fuseline/schema";

const ATTEMPTS = 5;
const LONGEST_PAUSE = 60_000;
/** Without a network there is no point in waiting long. */
const NO_NETWORK = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH"]);
const NO_NETWORK_ATTEMPTS = 2;

/** The server asks to come again. */
export class ComeAgain extends Error {
  override readonly name = "ComeAgain";
  constructor(
    readonly reason: string,
    /** Milliseconds the server asks to wait, when it says so. */
    readonly pause: number | null = null,
  ) {
    super(reason);
  }
}

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** First pause in milliseconds; each next one is twice as long, plus up to a quarter by chance. */
  readonly pause: number;
}

/** Runs `attempt` until it succeeds or hope is lost; then the last failure is thrown. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (options.signal?.aborted) throw new Cancelled();
      if (error instanceof UserError || error instanceof Cancelled) throw error;
      const code = networkCode(error);
      if (code === null && !(error instanceof ComeAgain)) throw error;
      if (tried >= (code !== null && NO_NETWORK.has(code) ? NO_NETWORK_ATTEMPTS : ATTEMPTS)) throw error;
      const asked = error instanceof ComeAgain ? error.pause : null;
      const pause = asked ?? options.pause * 2 ** (tried - 1) * (1 + Math.random() / 4);
      await wait(Math.min(pause, LONGEST_PAUSE), options.signal);
    }
  }
}

/** The system or HTTP-client code of network trouble; null for anything else. */
export function networkCode(error: unknown): string | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (
      /^(UND_ERR_|E(AI_AGAIN|CONN|NOTFOUND|NETUNREACH|HOSTUNREACH|TIMEDOUT|PIPE|PROTO)|CERT_|DEPTH_ZERO|HPE_)/.test(
        code,
      )
    )
      return code;
    if (cause instanceof AggregateError) return networkCode(cause.errors[0]);
  }
  return null;
}

/** Milliseconds from a `Retry-After` of seconds or a date, or from `RateLimit: …;t=seconds`. */
export function askedPause(headers: { readonly [name: string]: string }): number | null {
  const after = headers["retry-after"];
  if (after !== undefined) {
    const milliseconds = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
    if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  }
  const reset = /;\s*t=(\d+)/.exec(headers.ratelimit ?? "");
  return reset === null ? null : Number(reset[1]) * 1000;
}

async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw new Cancelled();
  }
}
