import { PassThrough } from "node:stream";
import { issue, UserError } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { type CommandContext, PipelineRefused } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";
import type { Actions } from "./program.ts";
import { runCommandLine } from "./run-command-line.ts";
import { makeTerminal, systemLanguage } from "./terminal.ts";

type Call = readonly [name: string, ...rest: readonly unknown[]];

async function commandLine(words: readonly string[], thrown?: unknown, language: "en" | "ru" = "en") {
  const calls: Call[] = [];
  const answer =
    (name: string) =>
    async (_context: CommandContext, ...rest: readonly unknown[]) => {
      calls.push([name, ...rest]);
      if (thrown !== undefined) throw thrown;
      return EXIT.ok;
    };
  const actions: Actions = {
    create: answer("create"),
    run: answer("run"),
    publish: answer("publish"),
    export: answer("export"),
    serve: answer("serve"),
    doctor: answer("doctor"),
  };
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const context: CommandContext = {
    environment: {},
    terminal: makeTerminal(language, { stdout, stderr }),
    apps: "",
    signal: new AbortController().signal,
  };
  const code = await runCommandLine(context, actions, words);
  const read = (stream: PassThrough): string => String(stream.read() ?? "");
  return { calls, code, said: read(stderr), result: read(stdout) };
}

describe("command line", () => {
  it("gives a command everything that was written", async () => {
    const { calls, code } = await commandLine([
      "new",
      "find-pictures",
      "--data",
      "stamps",
      "--inputs",
      "image,text_en",
      "--model",
      "image=a/b",
      "--model",
      "text=c/d@e",
      "--seed",
      "3",
      "--set",
      "train.epochs=5",
      "--set",
      "train.rate=0.1",
      "--out",
      "p.json",
    ]);
    expect(code).toBe(EXIT.ok);
    expect(calls).toEqual([
      [
        "create",
        "find-pictures",
        {
          data: "stamps",
          inputs: ["image", "text_en"],
          model: { image: { hub: "a/b", revision: "main" }, text: { hub: "c/d", revision: "e" } },
          seed: 3,
          set: { "train.epochs": "5", "train.rate": "0.1" },
          out: "p.json",
        },
      ],
    ]);
    expect((await commandLine(["run", "p.json", "--json"])).calls).toEqual([
      ["run", "p.json", { json: true }],
    ]);
    expect((await commandLine(["publish", "last", "--name", "shop"])).calls).toEqual([
      ["publish", "last", { name: "shop", json: false }],
    ]);
    expect((await commandLine(["export", "last", "--out", "model"])).calls).toEqual([
      ["export", "last", { format: "onnx", out: "model", json: false }],
    ]);
    const weights = ["export", "last", "--format", "safetensors", "--out", "model", "--json"];
    expect((await commandLine(weights)).calls).toEqual([
      ["export", "last", { format: "safetensors", out: "model", json: true }],
    ]);
    expect((await commandLine(["serve", "--port", "0"])).calls).toEqual([
      ["serve", { port: 0, open: false }],
    ]);
  });

  it("ends with 2 for wrong use and 0 for help", async () => {
    for (const words of [
      ["frobnicate"],
      ["run"],
      ["new", "x"],
      ["publish", "last"],
      ["export", "last", "--format", "pickle", "--out", "model"],
      ["serve", "--port", "x"],
      ["run", "a", "b"],
    ]) {
      const { code, calls } = await commandLine(words);
      expect([code, calls], words.join(" ")).toEqual([EXIT.usage, []]);
    }
    expect((await commandLine(["--help"])).code).toBe(EXIT.ok);
    expect((await commandLine(["run", "--help"])).code).toBe(EXIT.ok);
  });

  it("says issues with their place and what to do, in the person's language", async () => {
    const wrong = new PipelineRefused([
      issue("column-missing", { node: "choose", param: "roles" }, { column: "photo", known: ["image"] }),
    ]);
    const english = await commandLine(["run", "p.json"], wrong);
    expect(english.code).toBe(EXIT.pipeline);
    expect(english.said).toMatch(/^✗ choose\.roles: .*photo.*\n {2}→ .+/);
    expect((await commandLine(["run", "p.json"], wrong, "ru")).said).toMatch(/photo/);
  });

  it("tells wrong settings, our own mistakes and data problems apart", async () => {
    const setting = issue(
      "setting-invalid",
      {},
      { setting: "FUSELINE_PORT", value: "x", expected: { en: "a number", ru: "число" } },
    );
    const { code, said } = await commandLine(["serve"], new UserError(setting));
    expect(code).toBe(EXIT.usage);
    expect(said).toContain("FUSELINE_PORT");
    expect((await commandLine(["serve"], new Error("boom"))).code).toBe(EXIT.defect);
    const file = new UserError(issue("file-unreadable", {}, { file: "x.csv" }));
    expect((await commandLine(["run", "x"], file)).code).toBe(EXIT.pipeline);
  });
});

describe("systemLanguage", () => {
  it("follows the locale", () => {
    expect(systemLanguage({ LANG: "ru_RU.UTF-8" })).toBe("ru");
    expect(systemLanguage({ LANG: "en_US.UTF-8" })).toBe("en");
    expect(systemLanguage({ LANG: "ru_RU.UTF-8", LC_ALL: "C" })).toBe("en");
    expect(systemLanguage({})).toBe("en");
  });
});
