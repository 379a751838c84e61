import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Hub } from "./hub.ts";
import { hubSettings } from "./settings.ts";
import { flipped, issueOf } from "./testing/hub-checks.ts";
import { type StaticHub, type StaticHubOptions, serveStaticHub, TEST_COMMIT } from "./testing/static-hub.ts";

const ref = { hub: "acme/tiny", revision: "main" };
const weights = randomBytes(300_000);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const wanted = { ref, required: ["onnx/model.onnx", "config.json"], optional: ["preprocessor_config.json"] };

let root: string;
let served: string;
let cache: string;
const open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fuseline-hub-"));
  served = join(root, "served");
  cache = join(root, "cache");
  await put("onnx/model.onnx", weights);
  await put("config.json", Buffer.from('{"hidden_size": 8}'));
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await rm(root, { recursive: true, force: true });
});

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const target = join(served, "acme/tiny", path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
}

async function serve(options: Partial<StaticHubOptions> = {}): Promise<StaticHub> {
  const server = await serveStaticHub({ folder: served, ...options });
  open.push(server.close);
  return server;
}

function hubAt(endpoint: string, environment: { [name: string]: string } = {}): Hub {
  const hub = new Hub({
    folder: cache,
    settings: hubSettings({ HF_ENDPOINT: endpoint, ...environment }),
    retryMilliseconds: 5,
  });
  open.push(() => hub.close());
  return hub;
}

describe("a hub with its API", () => {
  test("the name becomes a commit, hashes are checked and written down, nothing is fetched twice", async () => {
    const server = await serve({ api: true });
    const hub = hubAt(server.endpoint);
    const progress: number[] = [];
    const model = await hub.files(wanted, { onProgress: ({ done }) => progress.push(done) });
    expect(model.ref).toEqual({ hub: "acme/tiny", revision: TEST_COMMIT });
    expect([...model.files.keys()]).toEqual(["onnx/model.onnx", "config.json"]);
    const file = model.files.get("onnx/model.onnx");
    expect(file).toMatchObject({ bytes: 300_000, sha256: sha256(weights), firstSeen: true });
    expect(file?.local).toBe(join(cache, "acme/tiny", TEST_COMMIT, "onnx/model.onnx"));
    expect(sha256(await readFile(file?.local ?? ""))).toBe(sha256(weights));
    expect(progress.at(-1)).toBeGreaterThanOrEqual(300_000);
    const lock = JSON.parse(await readFile(join(cache, "models.lock.json"), "utf8"));
    expect(lock.models["acme/tiny"]).toMatchObject({
      revisions: { main: TEST_COMMIT },
      files: {
        [TEST_COMMIT]: { "onnx/model.onnx": { sha256: sha256(weights) }, "preprocessor_config.json": null },
      },
    });
    const before = server.requests.length;
    const again = await hub.files(wanted);
    expect(again.files.get("onnx/model.onnx")?.firstSeen).toBe(false);
    expect(server.requests.length).toBe(before);
  });

  test("every refusal of the hub has its own words", async () => {
    const server = await serve({ api: true });
    const hub = hubAt(server.endpoint);
    expect(
      (await issueOf(hub.files({ ref: { hub: "acme/none", revision: "main" }, required: ["config.json"] })))
        .code,
    ).toBe("hub-model-missing");
    expect(
      (await issueOf(hub.files({ ref: { ...ref, revision: "v9" }, required: ["config.json"] }))).code,
    ).toBe("hub-revision-missing");
    expect(await issueOf(hub.files({ ref, required: ["vocab.txt"] }))).toMatchObject({
      code: "hub-file-missing",
      facts: { model: "acme/tiny", file: "vocab.txt" },
    });
    const gated = await serve({
      intercept: (_, response) => {
        response.writeHead(403, { "x-error-code": "GatedRepo" }).end();
        return true;
      },
    });
    expect(
      await issueOf(
        hubAt(gated.endpoint).files({
          ref: { hub: "acme/gated", revision: "main" },
          required: ["config.json"],
        }),
      ),
    ).toMatchObject({
      code: "hub-gated",
      facts: { hasToken: false },
    });
  });

  test("bytes that are not those of the hub's tag are refused and not kept", async () => {
    const server = await serve({
      api: true,
      tamper: (path, bytes) => (path.endsWith(".onnx") ? flipped(bytes) : bytes),
    });
    const hub = hubAt(server.endpoint);
    expect(await issueOf(hub.files(wanted))).toMatchObject({
      code: "hash-mismatch",
      facts: { file: "onnx/model.onnx" },
    });
    expect(await hub.has({ hub: "acme/tiny", revision: TEST_COMMIT }, "onnx/model.onnx")).toBe(false);
  });

  test("settings kept in git are checked by their git hash", async () => {
    const server = await serve({
      intercept: (request, response) => {
        if (request.url !== "/acme/tiny/resolve/main/config.json") return false;
        const bytes = Buffer.from('{"hidden_size": 8}');
        const oid = createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
        const sent = request.headers["user-agent"] === undefined ? bytes : Buffer.from('{"hidden_size": 9}');
        response.writeHead(200, { "x-repo-commit": TEST_COMMIT, etag: `"${oid}"` }).end(sent);
        return true;
      },
    });
    expect((await issueOf(hubAt(server.endpoint).files({ ref, required: ["config.json"] }))).code).toBe(
      "hash-mismatch",
    );
  });
});

describe("a plain file server: no API, no HEAD, no ranges, no tags", () => {
  const plain = { head: false, ranges: false, etags: false };

  test("the name asked for stays and our own hash is pinned", async () => {
    const server = await serve(plain);
    const model = await hubAt(server.endpoint).files(wanted);
    expect(model.ref.revision).toBe("main");
    expect(model.files.get("onnx/model.onnx")).toMatchObject({ sha256: sha256(weights), firstSeen: true });
    expect(model.files.has("preprocessor_config.json")).toBe(false);
  });

  test("other bytes later under the same name are refused", async () => {
    const server = await serve(plain);
    await hubAt(server.endpoint).files(wanted);
    await put("onnx/model.onnx", flipped(weights));
    await rm(join(cache, "acme"), { recursive: true });
    expect((await issueOf(hubAt(server.endpoint).files(wanted))).code).toBe("hash-mismatch");
  });

  test("a cached file that was changed on this machine is refused", async () => {
    const server = await serve(plain);
    const model = await hubAt(server.endpoint).files(wanted);
    await writeFile(model.files.get("onnx/model.onnx")?.local ?? "", flipped(weights));
    expect((await issueOf(hubAt(server.endpoint).files(wanted))).code).toBe("hash-mismatch");
  });

  test("a hash of the catalogue counts from the first download on", async () => {
    const server = await serve(plain);
    const hashes = { "onnx/model.onnx": sha256(Buffer.from("other")) };
    expect((await issueOf(hubAt(server.endpoint).files({ ...wanted, hashes }))).code).toBe("hash-mismatch");
  });

  test("sizes can be asked for, also where HEAD is not known", async () => {
    const server = await serve(plain);
    const hub = hubAt(server.endpoint);
    expect(await hub.probe(ref, "onnx/model.onnx")).toMatchObject({ bytes: 300_000 });
    expect(await hub.probe(ref, "vocab.txt")).toBeNull();
    expect(await hub.list(ref)).toBeNull();
    expect(await hub.card(ref)).toBeNull();
  });

  test("a server that answers everything with a page has no API", async () => {
    const server = await serve({
      ...plain,
      intercept: (request, response) => {
        if (!request.url?.startsWith("/api")) return false;
        response.writeHead(200, { "content-type": "text/html" }).end("<html></html>");
        return true;
      },
    });
    expect((await hubAt(server.endpoint).files(wanted)).ref.revision).toBe("main");
  });
});

describe("interrupted downloads", () => {
  function cutOnce(at: number): StaticHubOptions["intercept"] {
    let cut = false;
    return (request, response) => {
      if (cut || !request.url?.endsWith("model.onnx")) return false;
      cut = true;
      response.writeHead(200, { "content-length": weights.byteLength, etag: `"${sha256(weights)}"` });
      response.write(weights.subarray(0, at));
      // Cut only when the other side has had time to keep what came.
      setTimeout(() => response.destroy(), 100);
      return true;
    };
  }

  test("go on where they stopped", async () => {
    const server = await serve({ intercept: cutOnce(100_000) as NonNullable<StaticHubOptions["intercept"]> });
    const model = await hubAt(server.endpoint).files(wanted);
    expect(model.files.get("onnx/model.onnx")?.sha256).toBe(sha256(weights));
    const range = server.requests.find((request) => request.includes("bytes="));
    expect(Number(/bytes=(\d+)-/.exec(range ?? "")?.[1])).toBeGreaterThan(0);
  });

  test("start over when the server sends the whole file again", async () => {
    const server = await serve({
      ranges: false,
      intercept: cutOnce(100_000) as NonNullable<StaticHubOptions["intercept"]>,
    });
    const model = await hubAt(server.endpoint).files(wanted);
    expect(model.files.get("onnx/model.onnx")?.sha256).toBe(sha256(weights));
  });

  test("start over when the file has changed since", async () => {
    const server = await serve({ intercept: cutOnce(100_000) as NonNullable<StaticHubOptions["intercept"]> });
    const changed = flipped(weights);
    await put("onnx/model.onnx", changed);
    const model = await hubAt(server.endpoint).files(wanted);
    expect(model.files.get("onnx/model.onnx")?.sha256).toBe(sha256(changed));
  });

  test("a part of another file is not appended, even if the server would send it", async () => {
    const changed = flipped(weights);
    let asked = 0;
    const cut = cutOnce(100_000);
    const server = await serve({
      intercept: (request, response) => {
        if (cut?.(request, response)) return true;
        const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1]);
        if (Number.isNaN(from)) return false;
        asked++;
        // This server does not know If-Range.
        const range = `bytes ${from}-${changed.byteLength - 1}/${changed.byteLength}`;
        response.writeHead(206, { "content-range": range, etag: `"${sha256(changed)}"` });
        response.end(changed.subarray(from));
        return true;
      },
    });
    await put("onnx/model.onnx", changed);
    const model = await hubAt(server.endpoint).files(wanted);
    expect(asked).toBe(1);
    expect(model.files.get("onnx/model.onnx")?.sha256).toBe(sha256(changed));
  });

  test("without a tag or a hash nothing tells the same file from a newer one: start over", async () => {
    let cut = false;
    const server = await serve({
      etags: false,
      intercept: (request, response) => {
        if (cut || !request.url?.endsWith("model.onnx")) return false;
        cut = true;
        response.writeHead(200, { "content-length": weights.byteLength });
        response.write(weights.subarray(0, 100_000));
        setTimeout(() => response.destroy(), 100);
        return true;
      },
    });
    const model = await hubAt(server.endpoint).files(wanted);
    expect(model.files.get("onnx/model.onnx")?.sha256).toBe(sha256(weights));
    expect(server.requests.some((request) => request.includes("bytes="))).toBe(false);
  });

  test("go on in a later process", async () => {
    const stopping = new AbortController();
    const server = await serve({
      intercept: (request, response) => {
        if (request.headers.range !== undefined || !request.url?.endsWith("model.onnx")) return false;
        response.writeHead(200, { "content-length": weights.byteLength, etag: `"${sha256(weights)}"` });
        response.write(weights.subarray(0, 120_000));
        return true;
      },
    });
    const first = hubAt(server.endpoint).files(wanted, {
      signal: stopping.signal,
      onProgress: ({ done }) => done >= 60_000 && stopping.abort(),
    });
    // Progress is told a few times a second, so the abort may come only with the next report.
    setTimeout(() => stopping.abort(), 300);
    await expect(first).rejects.toThrow(/cancelled/);
    const model = await hubAt(server.endpoint).files(wanted);
    expect(model.files.get("onnx/model.onnx")?.sha256).toBe(sha256(weights));
    expect(server.requests.some((request) => request.includes("bytes="))).toBe(true);
  });

  test("busy answers are tried again, as often as is sensible", async () => {
    let refusals = 0;
    const server = await serve({
      intercept: (request, response) => {
        if (!request.url?.endsWith("model.onnx") || refusals === 3) return false;
        refusals++;
        response.writeHead([429, 503, 408][refusals - 1] ?? 500, { "retry-after": "0" }).end();
        return true;
      },
    });
    await hubAt(server.endpoint).files(wanted);
    expect(refusals).toBe(3);
    const always = await serve({
      intercept: (_, response) => {
        response.writeHead(503).end();
        return true;
      },
    });
    const issue = await issueOf(
      hubAt(always.endpoint).files({
        ref: { hub: "acme/busy", revision: TEST_COMMIT },
        required: ["config.json"],
      }),
    );
    expect(issue.code).toBe("model-not-installed");
    expect(always.requests.length).toBe(5);
  });
});

describe("without network", () => {
  const nowhere = "http://127.0.0.1:9";

  test("the cache is enough, also for a file that the model is known not to have", async () => {
    const server = await serve({ api: true });
    await hubAt(server.endpoint).files(wanted);
    const model = await hubAt(nowhere).files(wanted);
    expect(model.ref.revision).toBe(TEST_COMMIT);
    expect([...model.files.keys()]).toEqual(["onnx/model.onnx", "config.json"]);
  });

  test("a folder that was copied here by hand is enough", async () => {
    const folder = join(cache, "acme/tiny/main/onnx");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "model.onnx"), weights);
    const model = await hubAt(nowhere).files({
      ref,
      required: ["onnx/model.onnx"],
      optional: ["config.json"],
    });
    expect(model.files.get("onnx/model.onnx")).toMatchObject({ sha256: sha256(weights), firstSeen: true });
  });

  test("else it says which files belong where", async () => {
    const issue = await issueOf(
      hubAt(nowhere).files({
        ref: { hub: "acme/tiny", revision: TEST_COMMIT },
        required: ["onnx/model.onnx"],
      }),
    );
    expect(issue).toMatchObject({
      code: "model-not-installed",
      facts: { files: ["onnx/model.onnx"], folder: join(cache, "acme/tiny", TEST_COMMIT) },
    });
    expect((await issueOf(hubAt(nowhere).files({ ref, required: ["onnx/model.onnx"] }))).code).toBe(
      "model-not-installed",
    );
  });
});

test("two at once fetch a file once", async () => {
  const server = await serve();
  const [one, two] = await Promise.all([
    hubAt(server.endpoint).files(wanted),
    hubAt(server.endpoint).files(wanted),
  ]);
  expect(one.files.get("onnx/model.onnx")?.sha256).toBe(two.files.get("onnx/model.onnx")?.sha256);
  expect(server.requests.filter((request) => request.endsWith("model.onnx"))).toHaveLength(1);
});

test("a lock left behind by a process that died is taken over", async () => {
  const server = await serve();
  const lock = join(cache, "models.lock.json.lock");
  await mkdir(cache, { recursive: true });
  await writeFile(lock, "1");
  await utimes(lock, new Date(0), new Date(0));
  await hubAt(server.endpoint).files(wanted);
  await expect(stat(lock)).rejects.toThrow(/ENOENT/);
});

test("the token is sent to the endpoint", async () => {
  const seen: (string | undefined)[] = [];
  const server = await serve({
    intercept: (request) => {
      seen.push(request.headers.authorization);
      return false;
    },
  });
  await hubAt(server.endpoint, { HF_TOKEN: "secret" }).files(wanted);
  expect(new Set(seen)).toEqual(new Set(["Bearer secret"]));
});
