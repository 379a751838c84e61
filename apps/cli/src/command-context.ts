/** What every command is given, and how what it throws becomes words and an exit code. */
import { Cancelled, type Issue, type Text, UserError } from "@fuseline/schema";
import type { Environment } from "@fuseline/server/locate";
import { TRPCClientError } from "@trpc/client";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { sayIssues } from "./show/issues.ts";
import type { Terminal } from "./terminal.ts";

export interface CommandContext {
  readonly environment: Environment;
  readonly terminal: Terminal;
  /** Folder that holds the built apps. */
  readonly apps: string;
  /** Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** Ends a command with words of its own. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  constructor(
    readonly words: Text,
    readonly exit: ExitCode,
  ) {
    super(words.en);
  }
}

/** A file or its data has errors, each with its place. */
export class PipelineRefused extends Error {
  override readonly name = "PipelineRefused";
  constructor(readonly issues: readonly [Issue, ...Issue[]]) {
    super(issues.map(({ code }) => code).join(", "));
  }
}

/** Issues that a setting mends, not the pipeline or its data. */
const SETTINGS: ReadonlySet<string> = new Set([
  "setting-invalid",
  "service-unreachable",
  "database-refused",
  "database-old",
  "queue-old",
  "device-unavailable",
  "folder-unusable",
  "folder-closed",
]);

/** Says what went wrong; a defect of ours shows its stack, because here the owner is the caller. */
export function sayFailure(terminal: Terminal, thrown: unknown): ExitCode {
  if (thrown instanceof CommandError) {
    terminal.say(thrown.words);
    return thrown.exit;
  }
  if (thrown instanceof Cancelled) return EXIT.cancelled;
  if (thrown instanceof UserError) {
    sayIssues(terminal, [thrown.issue]);
    return SETTINGS.has(thrown.issue.code) ? EXIT.usage : EXIT.pipeline;
  }
  if (thrown instanceof PipelineRefused) {
    sayIssues(terminal, thrown.issues);
    return EXIT.pipeline;
  }
  if (thrown instanceof TRPCClientError) return sayRefusal(terminal, thrown);
  terminal.say(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return EXIT.defect;
}

interface ServerFailure {
  readonly code: string;
  readonly issues: readonly Issue[];
}

function sayRefusal(terminal: Terminal, error: TRPCClientError<never>): ExitCode {
  const failure = failureIn(error);
  if (failure !== null && failure.issues.length > 0) sayIssues(terminal, failure.issues);
  else terminal.say(error.message);
  if (failure === null || failure.code === "defect") return EXIT.defect;
  return failure.issues.length > 0 ? EXIT.pipeline : EXIT.usage;
}

export function failureIn(error: unknown): ServerFailure | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("failure" in data)) return null;
  return data.failure as ServerFailure;
}
