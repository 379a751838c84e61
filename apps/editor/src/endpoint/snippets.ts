/** Calls of an endpoint in three languages, ready to be pasted: files `photo.jpg` …, the key from FUSELINE_KEY. */
import type { ServedInput } from "../server/shapes.ts";
import { shownInputs } from "../trial/trial-values.ts";

export const SNIPPET_LANGUAGES = ["curl", "Python", "JavaScript"] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

export interface Called {
  readonly url: string;
  readonly inputs: readonly ServedInput[];
  /** A search is asked with one side of a pair. */
  readonly isSearch: boolean;
}

interface Part {
  readonly name: string;
  /** A file's name, or the value itself. */
  readonly file?: string;
  readonly value?: string | number | boolean;
  readonly several: boolean;
}

export function snippet(language: SnippetLanguage, called: Called): string {
  const parts = partsOf(called);
  switch (language) {
    case "curl":
      return curl(called.url, parts);
    case "Python":
      return python(called.url, parts);
    case "JavaScript":
      return javascript(called.url, parts);
  }
}

/** The files that a snippet reads. */
export function filesOf(called: Called): readonly string[] {
  return partsOf(called).flatMap(({ file }) => file ?? []);
}

function partsOf({ inputs, isSearch }: Called): readonly Part[] {
  const shown = shownInputs(inputs).toSorted(
    (a, b) => Number(b.modality === "image") - Number(a.modality === "image"),
  );
  const sent = isSearch ? shown.slice(0, 1) : shown;
  return sent.map(({ name, modality, several }): Part => {
    switch (modality) {
      case "image":
        return { name, file: `${name.replace(/[^\w-]+/g, "-")}.jpg`, several };
      case "number":
        return { name, value: 3, several };
      case "boolean":
        return { name, value: true, several };
      case "date":
        return { name, value: "2026-01-31", several };
      default:
        return { name, value: `some ${name}`, several };
    }
  });
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function curl(url: string, parts: readonly Part[]): string {
  const lines = parts.map(({ name, file, value }) =>
    file === undefined
      ? `  --form-string ${shellQuoted(`${name}=${value}`)}`
      : `  -F ${shellQuoted(`${name}=@${file}`)}`,
  );
  return [`curl ${shellQuoted(url)}`, `  -H "Authorization: Bearer $FUSELINE_KEY"`, ...lines].join(" \\\n");
}

/** The standard library is enough. */
function python(url: string, parts: readonly Part[]): string {
  const value = ({ file, value, several }: Part): string => {
    const one = file === undefined ? pythonValue(value) : `photo(${JSON.stringify(file)})`;
    return several ? `[${one}]` : one;
  };
  const photos = parts.some(({ file }) => file !== undefined)
    ? [
        "",
        "def photo(path):",
        '    with open(path, "rb") as file:',
        '        return {"base64": base64.b64encode(file.read()).decode()}',
        "",
      ]
    : [];
  return [
    `import ${photos.length > 0 ? "base64, " : ""}json, os, urllib.request`,
    ...photos,
    "request = urllib.request.Request(",
    `    ${JSON.stringify(url)},`,
    '    headers={"Authorization": "Bearer " + os.environ["FUSELINE_KEY"], "Content-Type": "application/json"},',
    '    data=json.dumps({"inputs": {',
    ...parts.map((part) => `        ${JSON.stringify(part.name)}: ${value(part)},`),
    "    }}).encode(),",
    ")",
    "print(json.load(urllib.request.urlopen(request)))",
  ].join("\n");
}

function pythonValue(value: Part["value"]): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

/** Node 18 or newer. */
function javascript(url: string, parts: readonly Part[]): string {
  const append = ({ name, file, value }: Part): string =>
    file === undefined
      ? `form.append(${JSON.stringify(name)}, ${JSON.stringify(String(value))});`
      : `form.append(${JSON.stringify(name)}, new Blob([await readFile(${JSON.stringify(file)})]), ${JSON.stringify(file)});`;
  return [
    ...(parts.some(({ file }) => file !== undefined)
      ? ['import { readFile } from "node:fs/promises";', ""]
      : []),
    "const form = new FormData();",
    ...parts.map(append),
    `const reply = await fetch(${JSON.stringify(url)}, {`,
    '  method: "POST",',
    '  headers: { Authorization: "Bearer " + process.env.FUSELINE_KEY },',
    "  body: form,",
    "});",
    "console.log(await reply.json());",
  ].join("\n");
}
