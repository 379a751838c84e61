/** Words stand in the tables, in both languages; a component that says something itself would say it in one. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../src", import.meta.url));

/** Names and units that are the same in every language, and names of formats and keys. */
const SAME = new Set([
  "Fuseline",
  "React Flow",
  "EN",
  "RU",
  "Ctrl",
  "curl",
  "Python",
  "JavaScript",
  "API",
  "POST",
]);

const ATTRIBUTE = /\s(?:aria-label|title|placeholder|alt|aria-roledescription)="([^"]*)"/g;
/** Text between two tags on one line, without anything computed. */
const BETWEEN = /<(?:[a-z][\w.]*)(?:\s[^<>]*)?>([^<>{}]+)<\//g;
/** A line of text alone, inside an element. */
const ALONE = /^\s*([A-Za-zА-Яа-я][A-Za-zА-Яа-я ,.’'-]{2,})$/gm;

function wordsSaid(code: string): readonly string[] {
  const withoutComments = code
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/(^|\s)\/\/.*$/gm, "$1")
    .replaceAll(/^(?:import|export) [^;]*? from "[^"]*";$/gm, "");
  const said = [ATTRIBUTE, BETWEEN].flatMap((pattern) =>
    [...withoutComments.matchAll(pattern)].map(([, text]) => text ?? ""),
  );
  const alone = [...withoutComments.matchAll(ALONE)]
    .map(([, text]) => text ?? "")
    .filter((text) => / /.test(text));
  const all = new Set([...said, ...alone].map((text) => text.trim()));
  return [...all].filter((text) => /[A-Za-zА-Яа-я]{2}/.test(text) && !SAME.has(text));
}

const components = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".tsx"),
);

describe("components", () => {
  it("are found, and a component that speaks for itself would be found out", () => {
    expect(components.length).toBeGreaterThan(100);
    expect(wordsSaid('<p className="a">Hello there</p>')).toEqual(["Hello there"]);
    expect(wordsSaid('<button aria-label="Close it">\n  Press to close\n</button>')).toEqual([
      "Close it",
      "Press to close",
    ]);
    expect(wordsSaid('<b title={t("close")}>{words}</b>')).toEqual([]);
  });

  it.each(components)("%s takes its words from the tables", (file) => {
    expect(wordsSaid(readFileSync(join(source, file), "utf8")), file).toEqual([]);
  });
});
