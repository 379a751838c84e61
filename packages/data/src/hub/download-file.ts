/** Downloads one file: resumes where it stopped, checks every hash it was told, then puts the file in its place. */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { userError } from "../issues.ts";
import { dropBody, type GuardedResponse } from "../net/guarded-fetcher.ts";
import { asDiskFull, writeFully } from "../storage/atomic-write.ts";
import { errorCode } from "../storage/error-code.ts";
import { type HubClient, type Place, type RemoteFile, toldOf } from "./hub-client.ts";
import type { PinnedFile } from "./lock-file.ts";
import { ComeAgain, withRetries } from "./retry.ts";

const TEXT_LIMIT = 256_000_000;
const WEIGHTS_LIMIT = 16_000_000_000;

export interface FileDownload {
  readonly place: Place;
  readonly path: string;
  /** Where the finished file goes. */
  readonly target: string;
  /** Where the unfinished one grows; on the same file system. */
  readonly partial: string;
  /** Hashes known beforehand (lock, catalogue, listing). */
  readonly expected: {
    readonly sha256: string | null;
    readonly gitBlob: string | null;
    readonly bytes: number | null;
  };
  readonly signal?: AbortSignal | undefined;
  /** Bytes on disk so far, and in all where it is known. */
  onBytes(done: number, total: number | null): void;
}

/** What the first answer said, so that a later part is taken only from the same file. */
const partialState = z.object({ validator: z.string().nullable(), total: z.number().nullable() });
type PartialState = z.infer<typeof partialState>;

/** @throws FileMissing; UserError `hash-mismatch`, `disk-full`, `download-too-large`, `hub-unreachable` */
export async function downloadFile(client: HubClient, download: FileDownload): Promise<PinnedFile> {
  await mkdir(dirname(download.partial), { recursive: true, mode: 0o700 });
  await mkdir(dirname(download.target), { recursive: true, mode: 0o700 });
  try {
    const done = await withRetries(() => attempt(client, download), {
      signal: download.signal,
      pause: client.retryPause,
    });
    await rename(download.partial, download.target);
    await rm(stateOf(download), { force: true });
    return done;
  } catch (error) {
    const needed = download.expected.bytes;
    throw client.asIssue(asDiskFull(error, { path: dirname(download.target), needed }), download.signal);
  }
}

async function attempt(client: HubClient, download: FileDownload): Promise<PinnedFile> {
  const before = await readPartial(download);
  const response = await client.open(download.place, download.path, {
    headers: rangeHeaders(before),
    signal: download.signal,
  });
  if (response.status === 416) {
    dropBody(response);
    await discard(download);
    throw new ComeAgain("the range was refused", 0);
  }
  const resumed = response.status === 206 && before !== null;
  if (resumed && !continues(response, before)) {
    dropBody(response);
    await discard(download);
    throw new ComeAgain("the file changed while it was downloaded", 0);
  }
  const have = resumed ? before.bytes : 0;
  const told = toldOf(response, download.path);
  const total = resumed ? before.total : (lengthOf(response) ?? told.bytes ?? download.expected.bytes);
  const limit = /\.onnx(_data(_\d+)?)?$/.test(download.path) ? WEIGHTS_LIMIT : TEXT_LIMIT;
  if (total !== null && total > limit) {
    dropBody(response);
    throw userError({ code: "download-too-large", facts: { url: download.path, limit } });
  }
  if (!resumed) await writeState(download, { validator: validatorOf(response), total });
  const received = await receive(response, { download, have, total, limit });
  if (total !== null && received.bytes < total) throw new ComeAgain("the connection ended early");
  await verify(download, received, told);
  return received;
}

interface Receiving {
  readonly download: FileDownload;
  readonly have: number;
  readonly total: number | null;
  readonly limit: number;
}

async function receive(
  response: GuardedResponse,
  { download, have, total, limit }: Receiving,
): Promise<PinnedFile> {
  const hash = createHash("sha256");
  if (have > 0) await hashInto(hash, download.partial);
  const file: FileHandle = await open(download.partial, have > 0 ? "a" : "w", 0o600);
  let bytes = have;
  try {
    download.onBytes(bytes, total);
    for await (const chunk of response.body) {
      const part: Uint8Array = chunk;
      bytes += part.byteLength;
      if (bytes > limit)
        throw userError({ code: "download-too-large", facts: { url: download.path, limit } });
      hash.update(part);
      await writeFully(file, part);
      download.onBytes(bytes, total);
    }
    await file.sync();
  } finally {
    dropBody(response);
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

async function verify(download: FileDownload, got: PinnedFile, told: RemoteFile): Promise<void> {
  const { expected } = download;
  const sizes = [expected.bytes, told.bytes].filter((bytes) => bytes !== null);
  const hashes = [expected.sha256, told.sha256].filter((sha256) => sha256 !== null);
  const gitBlob = expected.gitBlob ?? told.gitBlob;
  const wrong =
    sizes.some((bytes) => bytes !== got.bytes) ||
    hashes.some((sha256) => sha256 !== got.sha256) ||
    (gitBlob !== null && hashes.length === 0 && (await gitBlobOf(download.partial, got.bytes)) !== gitBlob);
  if (!wrong) return;
  await discard(download);
  throw userError({
    code: "hash-mismatch",
    facts: {
      model: download.place.id,
      file: download.path,
      expected: hashes[0] ?? gitBlob ?? `${sizes[0]} bytes`,
      got: got.sha256,
    },
  });
}

async function gitBlobOf(path: string, bytes: number): Promise<string> {
  const hash = createHash("sha1").update(`blob ${bytes}\0`);
  await hashInto(hash, path);
  return hash.digest("hex");
}

/** The sha256 and size of a file that is there. */
export async function hashFile(path: string): Promise<PinnedFile> {
  const hash = createHash("sha256");
  await hashInto(hash, path);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}

async function hashInto(hash: Hash, path: string): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
}

/** The unfinished file, if it can be carried on: only with something that tells the same file from a newer one. */
async function readPartial(download: FileDownload): Promise<(PartialState & { bytes: number }) | null> {
  try {
    const { size } = await stat(download.partial);
    const state = partialState.parse(JSON.parse(await readFile(stateOf(download), "utf8")));
    const sure = state.validator !== null || download.expected.sha256 !== null;
    return sure && size > 0 && (state.total === null || size < state.total)
      ? { ...state, bytes: size }
      : null;
  } catch (error) {
    if (errorCode(error) === "ENOENT" || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

function rangeHeaders(before: (PartialState & { bytes: number }) | null): { [name: string]: string } {
  if (before === null) return {};
  const headers: { [name: string]: string } = { range: `bytes=${before.bytes}-` };
  // A weak tag may not be used for ranges (RFC 9110 §13.1.5).
  if (before.validator !== null && !before.validator.startsWith("W/")) headers["if-range"] = before.validator;
  return headers;
}

function continues(response: GuardedResponse, before: PartialState & { bytes: number }): boolean {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers["content-range"] ?? "");
  if (range === null || Number(range[1]) !== before.bytes) return false;
  if (range[2] !== "*" && before.total !== null && Number(range[2]) !== before.total) return false;
  const validator = validatorOf(response);
  return validator === null || before.validator === null || validator === before.validator;
}

function validatorOf(response: GuardedResponse): string | null {
  return response.headers.etag ?? response.headers["last-modified"] ?? null;
}

function lengthOf(response: GuardedResponse): number | null {
  const length = response.headers["content-length"];
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : null;
}

const stateOf = (download: FileDownload): string => `${download.partial}.json`;

function writeState(download: FileDownload, state: PartialState): Promise<void> {
  return writeFile(stateOf(download), JSON.stringify(state), { mode: 0o600 });
}

async function discard(download: FileDownload): Promise<void> {
  await rm(download.partial, { force: true });
  await rm(stateOf(download), { force: true });
}
