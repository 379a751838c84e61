/** Finds files by what a table says of them: exactly, loosely, by number or by the beginning of the name. */
import type { MediaCell } from "@fuseline/schema";
import { stemOf } from "../files/table-of-files.ts";
import { mediaKindOf } from "../tables/media-path.ts";

export interface NamedFile extends MediaCell {
  /** Path in the set of files. */
  readonly name: string;
}

/** Case, spaces, Unicode form and extension do not tell names apart; folders are kept. */
export function loosePath(text: string): string {
  const path = text.normalize("NFKC").toLowerCase().replaceAll("\\", "/").replace(/\s+/g, "");
  const trimmed = path.replace(/^(?:\.?\/)+/, "");
  return mediaKindOf(trimmed) === null ? trimmed : trimmed.replace(/\.[^./]*$/, "");
}

export function looseStem(text: string): string {
  return loosePath(text).split("/").at(-1) ?? "";
}

/** All digits of a name, leading zeros aside: names that differ in a number are never alike. */
export function numbersOf(text: string): string {
  return (text.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, "")).join(" ");
}

/** The text with every number replaced by one sign: "img_12" and "img_7" have one pattern. */
export function patternOf(text: string): string {
  return text.replace(/\d+/g, "#");
}

export class FileIndex {
  private readonly exact = new Map<string, NamedFile[]>();
  private readonly loose = new Map<string, NamedFile[]>();
  private readonly numbers = new Map<string, NamedFile[]>();
  private readonly stems: { readonly stem: string; readonly file: NamedFile }[];

  constructor(readonly files: readonly NamedFile[]) {
    for (const file of files) {
      for (const tail of tailsOf(file.name)) put(this.exact, tail, file);
      for (const tail of tailsOf(loosePath(file.name))) put(this.loose, tail, file);
      put(this.numbers, numbersOf(stemOf(file.name)), file);
    }
    this.stems = files
      .map((file) => ({ stem: looseStem(file.name), file }))
      .sort((a, b) => (a.stem < b.stem ? -1 : a.stem > b.stem ? 1 : 0));
  }

  /** Same path, or the same last parts of it. */
  byPath(text: string): readonly NamedFile[] {
    return (
      this.exact.get(
        text
          .trim()
          .replaceAll("\\", "/")
          .replace(/^(?:\.?\/)+/, ""),
      ) ?? []
    );
  }

  byLoosePath(text: string): readonly NamedFile[] {
    return this.loose.get(loosePath(text)) ?? [];
  }

  byNumber(number: string): readonly NamedFile[] {
    return number === "" ? [] : (this.numbers.get(number) ?? []);
  }

  /** Files called `key`, or `key` and then a separator: key_1, key-2, key (3). In natural order of names. */
  byBeginning(key: string): readonly NamedFile[] {
    const prefix = looseStem(key);
    if (prefix === "") return [];
    const found: NamedFile[] = [];
    for (let i = this.firstFrom(prefix); i < this.stems.length; i++) {
      const { stem, file } = this.stems[i] ?? { stem: "", file: undefined };
      if (file === undefined || !stem.startsWith(prefix)) break;
      if (stem.length === prefix.length || /^[_\-(.,#]/.test(stem.slice(prefix.length))) found.push(file);
    }
    return found.sort((a, b) => NATURAL.compare(a.name, b.name));
  }

  private firstFrom(prefix: string): number {
    let [low, high] = [0, this.stems.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stems[middle]?.stem ?? "") < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NATURAL = new Intl.Collator("en", { numeric: true });

/** "a/b/c.jpg" can be called by c.jpg, b/c.jpg or a/b/c.jpg. */
function tailsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, start) => parts.slice(start).join("/"));
}

function put<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
