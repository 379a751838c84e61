/** The product as a person starts it: `fuseline serve` in a process of its own, with everything that belongs to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { repositoryRoot } from "./repository-root.ts";

const program = join(repositoryRoot(import.meta.url), "apps/cli/bin/fuseline.mjs");

/** An address where no hub is: journeys work without network. */
const NO_HUB = "http://127.0.0.1:9";

export interface CommandResult {
  /** Standard output. */
  readonly result: string;
  /** Standard error: words for people. */
  readonly said: string;
  readonly code: number;
}

export class Fuseline {
  /** `http://127.0.0.1:4680` */
  address = "";
  /** The address that lets a browser in. */
  openAddress = "";
  private child: ChildProcess | null = null;

  private constructor(
    readonly dataFolder: string,
    private readonly hub: string,
  ) {}

  /** @param settings.hub address that gives out models; none if it is left out */
  static async start({ hub = NO_HUB }: { readonly hub?: string } = {}): Promise<Fuseline> {
    const folder = await mkdtemp(join(tmpdir(), "fuseline-e2e-"));
    // As root, the database runs as another user, who has to pass through here.
    await chmod(folder, 0o711);
    const product = new Fuseline(folder, hub);
    await product.serve();
    return product;
  }

  /** Starts again on the same data, under the same address if it was started before. */
  async serve(): Promise<void> {
    const port = this.address === "" ? "0" : new URL(this.address).port;
    const child = spawn(process.execPath, [program, "serve", "--port", port], {
      env: this.environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.child = child;
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`fuseline serve ended with ${code}`);
    });
    this.openAddress = await Promise.race([addressIn(child), ended]);
    ended.catch(() => undefined);
    this.address = new URL(this.openAddress).origin;
  }

  /** Process of `fuseline serve`. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get token(): string {
    return new URL(this.openAddress).searchParams.get("token") ?? "";
  }

  /** Sends a signal and waits for the end of the process; its children are left to themselves. */
  async end(signal: "SIGINT" | "SIGKILL"): Promise<void> {
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.end("SIGINT");
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  /** Runs a command of the same program on the same data, with other settings if some are given. */
  async command(words: readonly string[], settings: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...this.environment(), ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [result, said, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    return { result, said, code: Number(code) };
  }

  /** A tRPC call with the owner's token. */
  async call<T>(procedure: string, input: unknown, method: "GET" | "POST" = "POST"): Promise<T> {
    const query = method === "GET" ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
    const response = await fetch(`${this.address}/trpc/${procedure}${query}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(method === "POST" ? { body: JSON.stringify(input) } : {}),
    });
    const answer = (await response.json()) as { result?: { data: T }; error?: unknown };
    if (answer.result === undefined) throw new Error(JSON.stringify(answer.error));
    return answer.result.data;
  }

  private environment(): NodeJS.ProcessEnv {
    const { PATH, HOME, LANG } = process.env;
    return { PATH, HOME, LANG, FUSELINE_DATA_DIR: this.dataFolder, HF_ENDPOINT: this.hub };
  }
}

/** The program prints one line when it is ready. */
function addressIn(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout === null) throw new Error("standard output is not read");
    createInterface(child.stdout).once("line", resolve);
  });
}
