/** Where a command writes: results to standard output, everything for people to standard error. */
import type { Language, Text } from "@fuseline/schema";

export interface Terminal {
  readonly language: Language;
  /** Progress may redraw its line. */
  readonly interactive: boolean;
  /** A line of the result. */
  result(line: string): void;
  /** A line for the person who watches. */
  say(words: Text | string): void;
  /** Replaces the last progress line; on a pipe, nothing. */
  progress(line: string): void;
}

export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

const CLEAR_LINE = "\r\u001b[2K";

export function makeTerminal(language: Language, { stdout, stderr }: Streams): Terminal {
  const interactive = stderr.isTTY === true;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stderr.write(CLEAR_LINE);
    drawn = false;
  };
  return {
    language,
    interactive,
    result(line) {
      clear();
      stdout.write(`${line}\n`);
    },
    say(words) {
      clear();
      stderr.write(`${typeof words === "string" ? words : words[language]}\n`);
    },
    progress(line) {
      if (!interactive) return;
      clear();
      stderr.write(line.slice(0, (stderr.columns ?? 80) - 1));
      drawn = true;
    },
  };
}

/** As the system's locale says: `LC_ALL`, then `LC_MESSAGES`, then `LANG`. */
export function systemLanguage(environment: { readonly [name: string]: string | undefined }): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^ru\b|^ru_/i.test(locale) ? "ru" : "en";
}
