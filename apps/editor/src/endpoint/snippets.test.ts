/** The snippets are run as pasted, against a server that writes down what it gets. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServedInput } from "../server/shapes.ts";
import { filesOf, SNIPPET_LANGUAGES, type SnippetLanguage, snippet } from "./snippets.ts";

const run = promisify(execFile);
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const input = (name: string, modality: ServedInput["modality"]): ServedInput => ({
  name,
  column: name,
  modality,
  several: false,
  required: true,
});
const inputs = [
  input("the photo", "image"),
  input("it's", "text"),
  input("rooms", "number"),
  input("new", "boolean"),
];

let server: Server;
let folder = "";
let got: { authorization: string | undefined; type: string; body: Buffer } | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-snippets-"));
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { authorization, "content-type": type = "" } = request.headers;
      got = { authorization, type, body: Buffer.concat(chunks) };
      response.setHeader("content-type", "application/json").end('{"answer": "Vase"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const COMMANDS: { readonly [L in SnippetLanguage]: (text: string) => Promise<readonly [string, string[]]> } =
  {
    curl: async (text) => ["sh", ["-c", `${text} --silent`]],
    Python: async (text) => ["python3", ["-c", text]],
    JavaScript: async (text) => {
      await writeFile(join(folder, "call.mjs"), text);
      return [process.execPath, ["call.mjs"]];
    },
  };

async function exists(program: string): Promise<boolean> {
  return run(program, ["--version"]).then(
    () => true,
    () => false,
  );
}

async function valuesOf(body: Buffer, type: string): Promise<{ [name: string]: string }> {
  if (type.startsWith("application/json")) {
    const { inputs } = JSON.parse(body.toString()) as { inputs: { [name: string]: unknown } };
    return Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        name,
        typeof value === "object" && value !== null && "base64" in value
          ? String(value.base64)
          : String(value),
      ]),
    );
  }
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const entries = await Promise.all(
    [...form].map(
      async ([name, value]): Promise<[string, string]> => [
        name,
        typeof value === "string" ? value : Buffer.from(await value.arrayBuffer()).toString("base64"),
      ],
    ),
  );
  return Object.fromEntries(entries);
}

describe.each(SNIPPET_LANGUAGES)("the snippet in %s", (language) => {
  it("calls with the key, the picture and every value", async ({ skip }) => {
    const program = { curl: "curl", Python: "python3", JavaScript: process.execPath }[language];
    if (!(await exists(program))) skip(`${program} is not installed`);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/endpoints/x/predict`;
    const called = { url, inputs, isSearch: false };
    for (const file of filesOf(called)) await writeFile(join(folder, file), PICTURE);
    const [command, args] = await COMMANDS[language](snippet(language, called));
    const { stdout } = await run(command, args, {
      cwd: folder,
      env: { ...process.env, FUSELINE_KEY: "fl_1" },
    });
    expect(stdout).toContain("Vase");
    expect(got?.authorization).toBe("Bearer fl_1");
    const values = await valuesOf(got?.body ?? Buffer.alloc(0), got?.type ?? "");
    expect(values).toEqual({
      "the photo": PICTURE.toString("base64"),
      "it's": "some it's",
      rooms: "3",
      new: "true",
    });
  });

  it("asks a search with one side", () => {
    const text = snippet(language, { url: "http://x/", inputs, isSearch: true });
    expect(text).toContain("the photo");
    expect(text).not.toContain("rooms");
  });
});
