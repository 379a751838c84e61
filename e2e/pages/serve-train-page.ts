/** Bundles the training page and serves it, with onnxruntime-web's own files, on this machine alone. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HTML = `<!doctype html><html lang="en"><title>Training in a browser</title>
<script type="module" src="train-page.js"></script><h1>Training in a browser</h1></html>`;
const TYPES = { html: "text/html", js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };

export interface ServedPage {
  readonly address: string;
  close(): Promise<void>;
}

export async function serveTrainPage(): Promise<ServedPage> {
  const files = await bundled();
  const wasmFolder = dirname(
    createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"),
  );
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    const name = basename(path) || "index.html";
    const body = path.startsWith("/wasm/")
      ? await readFile(join(wasmFolder, name)).catch(() => undefined)
      : files.get(name);
    const type = TYPES[name.split(".").at(-1) as keyof typeof TYPES] ?? "application/octet-stream";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** By file name. Split, so that the page loads the one runtime that it uses. */
async function bundled(): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("train-page.ts", import.meta.url))],
    outdir: "/",
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  const scripts = outputFiles.map(({ path, contents }) => [basename(path), contents] as const);
  return new Map<string, Uint8Array | string>([...scripts, ["index.html", HTML]]);
}
