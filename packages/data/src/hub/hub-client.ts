/** Speaks to a hub: the model API where there is one, else only `/<id>/resolve/<revision>/<file>`. */

import { Cancelled } from "@fuseline/schema";
import { z } from "zod";
import { userError } from "../issues.ts";
import {
  dropBody,
  GuardedFetcher,
  type GuardedHop,
  type GuardedResponse,
  readLimited,
} from "../net/guarded-fetcher.ts";
import { askedPause, ComeAgain, networkCode, withRetries } from "./retry.ts";
import type { HubSettings } from "./settings.ts";

const API_LIMIT = 16_000_000;
const API_MILLISECONDS = 60_000;
const MOST_PAGES = 50;

/** A file as the hub tells of it; what is not told is null. */
export interface RemoteFile {
  readonly path: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** sha1 of `"blob " + size + "\0" + bytes`, of files kept in git itself. */
  readonly gitBlob: string | null;
}

export interface RepositoryCard {
  readonly commit: string;
  readonly licence: string | null;
  readonly languages: readonly string[];
  readonly base: string | null;
}

/** A file that the hub does not have. Required ones become `hub-file-missing`. */
export class FileMissing extends Error {
  override readonly name = "FileMissing";
}

export interface Place {
  readonly id: string;
  readonly revision: string;
}

const strings = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const revisionAnswer = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  cardData: z
    .object({
      license: z.unknown(),
      language: strings.optional().catch(undefined),
      base_model: strings.optional().catch(undefined),
    })
    .partial()
    .nullish()
    .catch(undefined),
  tags: z.array(z.string()).optional().catch(undefined),
});
const treeAnswer = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number(),
    oid: z.string().optional(),
    lfs: z.object({ oid: z.string(), size: z.number() }).nullish(),
  }),
);

export class HubClient {
  readonly #fetcher: GuardedFetcher;

  constructor(
    readonly settings: HubSettings,
    /** First pause before trying again, in milliseconds. */
    readonly retryPause: number,
  ) {
    this.#fetcher = new GuardedFetcher(settings.operatorSet ? settings.endpoint : null);
  }

  /** The commit behind a name, with licence and languages; null where the endpoint has no API. */
  async card({ id, revision }: Place, signal?: AbortSignal): Promise<RepositoryCard | null> {
    const answer = await this.#json(`api/models/${id}/revision/${encodeURIComponent(revision)}`, {
      id,
      signal,
    });
    const parsed = revisionAnswer.safeParse(answer?.body);
    if (!parsed.success) return null;
    const { sha, cardData, tags = [] } = parsed.data;
    const tagged = tags.find((tag) => tag.startsWith("license:"))?.slice("license:".length);
    const licence = typeof cardData?.license === "string" ? cardData.license : (tagged ?? null);
    const languages = cardData?.language ?? tags.filter((tag) => /^[a-z]{2,3}$/.test(tag));
    return { commit: sha, licence, languages, base: cardData?.base_model?.[0] ?? null };
  }

  /** Every file of a commit; null where the endpoint has no API. */
  async tree({ id, revision }: Place, signal?: AbortSignal): Promise<readonly RemoteFile[] | null> {
    const files: RemoteFile[] = [];
    let address: string | null = `api/models/${id}/tree/${encodeURIComponent(revision)}?recursive=true`;
    for (let page = 0; address !== null && page < MOST_PAGES; page++) {
      const answer = await this.#json(address, { id, signal });
      const parsed = treeAnswer.safeParse(answer?.body);
      if (answer === null || !parsed.success) return null;
      for (const { type, path, size, oid, lfs } of parsed.data) {
        if (type !== "file") continue;
        files.push({
          path,
          bytes: lfs?.size ?? size,
          sha256: lfs?.oid ?? null,
          gitBlob: lfs == null ? (oid ?? null) : null,
        });
      }
      address = this.#nextPage(answer.headers.link);
    }
    return files;
  }

  /** What the hub tells of one file without its bytes; null when it has no such file. */
  async probe(place: Place, path: string, signal?: AbortSignal): Promise<RemoteFile | null> {
    try {
      return await this.#retrying(async () => {
        const head = await this.#request(place, path, { method: "HEAD", signal });
        if (head.status < 400) return toldOf(head, path);
        // Simple file servers may know only GET.
        if (![400, 403, 405, 501].includes(head.status)) this.#refuse(head, { id: place.id, path });
        const got = await this.#request(place, path, { signal });
        dropBody(got);
        if (got.status >= 400) this.#refuse(got, { id: place.id, path });
        return toldOf(got, path);
      }, signal);
    } catch (error) {
      if (error instanceof FileMissing) return null;
      throw error;
    }
  }

  /** Starts a download; the answer is 200, 206 or 416. @throws FileMissing, ComeAgain, UserError */
  async open(
    place: Place,
    path: string,
    options: { headers: { [name: string]: string }; signal?: AbortSignal | undefined },
  ): Promise<GuardedResponse> {
    const response = await this.#request(place, path, options);
    if (response.status === 200 || response.status === 206 || response.status === 416) return response;
    dropBody(response);
    return this.#refuse(response, { id: place.id, path });
  }

  close(): Promise<void> {
    return this.#fetcher.close();
  }

  #request(
    { id, revision }: Place,
    path: string,
    options: { method?: "HEAD"; headers?: { [name: string]: string }; signal?: AbortSignal | undefined },
  ): Promise<GuardedResponse> {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    return this.#fetcher.fetch({
      url: this.#address(`${id}/resolve/${encodeURIComponent(revision)}/${encoded}`),
      method: options.method ?? "GET",
      headers: { ...this.#authorisation(), ...options.headers },
      signal: options.signal,
    });
  }

  /** A parsed answer of the API, or null where there is no API at this endpoint. */
  async #json(address: string, wanted: { id: string; signal: AbortSignal | undefined }) {
    return this.#retrying(async () => {
      const limit = AbortSignal.timeout(API_MILLISECONDS);
      const signal = wanted.signal === undefined ? limit : AbortSignal.any([wanted.signal, limit]);
      const response = await this.#fetcher.fetch({
        url: this.#address(address),
        headers: this.#authorisation(),
        signal,
      });
      if (response.status >= 400) {
        dropBody(response);
        const isHub = response.headers["x-error-code"] !== undefined;
        const passing = response.status === 408 || response.status === 429 || response.status >= 500;
        if (response.status === 501 || (!isHub && !passing)) return null;
        this.#refuse(response, { id: wanted.id, path: null });
      }
      const text = (await readLimited(response, API_LIMIT)).toString("utf8");
      try {
        const body: unknown = JSON.parse(text);
        return { body, headers: response.headers };
      } catch {
        // A file server that answers every address with a page has no API either.
        return null;
      }
    }, wanted.signal);
  }

  async #retrying<T>(attempt: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await withRetries(attempt, { signal, pause: this.retryPause });
    } catch (error) {
      throw this.asIssue(error, signal);
    }
  }

  /** Network trouble that stayed, in words that name the endpoint. */
  asIssue(error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted) return new Cancelled();
    const reason = error instanceof ComeAgain ? error.reason : networkCode(error);
    if (reason === null) return error;
    return userError(
      { code: "hub-unreachable", facts: { endpoint: this.settings.endpoint.origin, reason } },
      error,
    );
  }

  /** Pages stay at the endpoint: the token goes nowhere else. */
  #nextPage(link: string | undefined): string | null {
    const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1] ?? "";
    if (!URL.canParse(next, this.settings.endpoint)) return null;
    const url = new URL(next, this.settings.endpoint);
    return next !== "" && url.origin === this.settings.endpoint.origin ? url.href : null;
  }

  #address(path: string): URL {
    if (/^https?:/.test(path)) return new URL(path);
    return new URL(`${this.settings.endpoint.href.replace(/\/+$/, "")}/${path}`);
  }

  #authorisation(): { [name: string]: string } {
    return this.settings.token === null ? {} : { authorization: `Bearer ${this.settings.token}` };
  }

  #refuse(hop: GuardedHop, { id, path }: { id: string; path: string | null }): never {
    const status = hop.status;
    if (status === 408 || status === 429 || status >= 500)
      throw new ComeAgain(`HTTP ${status}`, askedPause(hop.headers));
    const facts = { model: id, endpoint: this.settings.endpoint.origin };
    switch (hop.headers["x-error-code"]) {
      case "GatedRepo":
        throw userError({ code: "hub-gated", facts: { ...facts, hasToken: this.settings.token !== null } });
      case "RepoNotFound":
        throw userError({ code: "hub-model-missing", facts });
      case "RevisionNotFound":
        throw userError({ code: "hub-revision-missing", facts });
      case "EntryNotFound":
        throw new FileMissing(path ?? "");
      default:
        if (status === 404 && path !== null) throw new FileMissing(path);
        throw userError({ code: "hub-refused", facts: { ...facts, status } });
    }
  }
}

/** What headers tell of a file. Only a hub's tags are hashes; another server's may be anything. */
export function toldOf(
  response: { readonly hops?: readonly GuardedHop[] } & GuardedHop,
  path: string,
): RemoteFile {
  const hops = response.hops ?? [response];
  const linked = hops.find(
    (hop) => hop.headers["x-linked-etag"] !== undefined || hop.headers["x-repo-commit"] !== undefined,
  );
  const tag = bareTag(linked?.headers["x-linked-etag"] ?? linked?.headers.etag);
  const size =
    linked?.headers["x-linked-size"] ??
    (response.status === 200 ? response.headers["content-length"] : undefined);
  return {
    path,
    bytes: size === undefined || !/^\d+$/.test(size) ? null : Number(size),
    sha256: /^[0-9a-f]{64}$/.test(tag) ? tag : null,
    gitBlob: /^[0-9a-f]{40}$/.test(tag) ? tag : null,
  };
}

function bareTag(tag: string | undefined): string {
  return (tag ?? "").replace(/^W\//, "").replaceAll('"', "");
}
