/** A hub on loopback for tests: serves a folder `<organisation>/<model>/<file>`, as plainly or as fully as asked. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";

export interface StaticHubOptions {
  readonly folder: string;
  /** Answers the model API and sends the hub's headers; else only `/<id>/resolve/<revision>/<file>`. */
  readonly api?: boolean;
  /** Commit that the API tells for `main`. */
  readonly commit?: string;
  readonly head?: boolean;
  readonly ranges?: boolean;
  readonly etags?: boolean;
  /** Sees each request first; returns true when it has answered it. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Changes the bytes that are sent. */
  readonly tamper?: (path: string, bytes: Buffer) => Buffer;
}

export interface StaticHub {
  readonly endpoint: string;
  /** `METHOD /path` of every request, with the range when one was asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

export const TEST_COMMIT = "0123456789abcdef0123456789abcdef01234567";

export async function serveStaticHub(options: StaticHubOptions): Promise<StaticHub> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const range = request.headers.range;
    requests.push(`${request.method} ${request.url}${range === undefined ? "" : ` ${range}`}`);
    if (options.intercept?.(request, response) === true) return;
    answer(options, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, requests, close: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

async function answer(
  options: StaticHubOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/").slice(1);
  if (request.method === "HEAD" && options.head === false) return refuse(response, 405);
  if (path.startsWith("api/"))
    return options.api === true ? answerApi(options, path, response) : refuse(response, 404);
  const match = /^(.+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  const [, id = "", revision = "", file = ""] = match ?? [];
  if (match === null) return refuse(response, 404);
  if (options.api === true && revision !== "main" && revision !== (options.commit ?? TEST_COMMIT)) {
    return refuse(response, 404, "RevisionNotFound");
  }
  const found = await read(join(options.folder, id, file));
  if (found === null) return refuse(response, 404, options.api === true ? "EntryNotFound" : undefined);
  const bytes = options.tamper?.(file, found) ?? found;
  sendFile(options, { request, response, bytes, original: found });
}

interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Buffer;
  readonly original: Buffer;
}

function sendFile(options: StaticHubOptions, { request, response, bytes, original }: Sending): void {
  const tag = `"${sha256(original)}"`;
  if (options.api === true) {
    response.setHeader("x-repo-commit", options.commit ?? TEST_COMMIT);
    response.setHeader("x-linked-etag", tag);
    response.setHeader("x-linked-size", original.byteLength);
  }
  if (options.etags !== false) response.setHeader("etag", tag);
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
  const same = request.headers["if-range"] === undefined || request.headers["if-range"] === tag;
  if (asked !== null && options.ranges !== false && same) {
    const from = Number(asked[1]);
    response.writeHead(206, {
      "content-range": `bytes ${from}-${bytes.byteLength - 1}/${bytes.byteLength}`,
      "content-length": bytes.byteLength - from,
    });
    response.end(bytes.subarray(from));
    return;
  }
  response.writeHead(200, { "content-length": bytes.byteLength });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

async function answerApi(options: StaticHubOptions, path: string, response: ServerResponse): Promise<void> {
  const match = /^api\/models\/(.+)\/(revision|tree)\/([^/]+)$/.exec(path);
  const [, id = "", what = "", revision = ""] = match ?? [];
  const commit = options.commit ?? TEST_COMMIT;
  const folder = join(options.folder, id);
  const files = await filesUnder(folder);
  if (match === null || files.length === 0) return refuse(response, 401, "RepoNotFound");
  if (revision !== "main" && revision !== commit) return refuse(response, 404, "RevisionNotFound");
  response.setHeader("content-type", "application/json");
  if (what === "revision") {
    response.end(
      JSON.stringify({ id, sha: commit, cardData: { license: "apache-2.0", language: ["en"] }, tags: [] }),
    );
    return;
  }
  const entries = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      const lfs = /\.onnx/.test(file)
        ? { oid: sha256(bytes), size: bytes.byteLength, pointerSize: 133 }
        : undefined;
      const oid = createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
      return { type: "file", path: relative(folder, file), size: bytes.byteLength, oid, lfs };
    }),
  );
  response.end(JSON.stringify(entries));
}

async function filesUnder(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, status: number, code?: string): void {
  response.writeHead(status, code === undefined ? {} : { "x-error-code": code });
  response.end();
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
