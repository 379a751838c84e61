/** Runs a snippet as a person would paste it, in a folder with its files. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Pasted {
  readonly folder: string;
  readonly key: string;
}

const PROGRAMS = {
  curl: ["sh", "-c"],
  Python: ["python3", "-c"],
  JavaScript: [process.execPath, "--input-type=module", "-e"],
} as const;
export type SnippetLanguage = keyof typeof PROGRAMS;
export const SNIPPET_LANGUAGES = Object.keys(PROGRAMS) as SnippetLanguage[];

/** Standard output; null where the program is not installed. */
export async function paste(
  language: SnippetLanguage,
  snippet: string,
  { folder, key }: Pasted,
): Promise<string | null> {
  const [program, ...words] = PROGRAMS[language];
  const needed = language === "curl" ? "curl" : program;
  if (!(await isInstalled(needed))) return null;
  const { stdout } = await run(program, [...words, snippet], {
    cwd: folder,
    env: { PATH: process.env.PATH, FUSELINE_KEY: key },
  });
  return stdout;
}

const isInstalled = (program: string): Promise<boolean> =>
  run(program, ["--version"]).then(
    () => true,
    () => false,
  );
