/** Finds for each name the files it means: by ways from strict to lenient, the first that finds something counts. */

export type MatchMethod = "auto" | "exact" | "stem" | "starts-with";
export type MatchWay = "exact" | "stem" | "number" | "starts-with" | "closest" | "by-hand";

export interface MatchOptions {
  readonly match: MatchMethod;
  /** Least Jaro–Winkler likeness, 0…1. */
  readonly closest: number;
  /** Name → path, given by a person. */
  readonly overrides: { readonly [name: string]: string };
}

export interface NameMatch {
  /** Places in the list of paths; several where one name means several files. */
  readonly files: readonly number[];
  readonly way: MatchWay | null;
}

/** Looks names up in one list of paths; built once, asked for every row. */
export class NameMatcher {
  private readonly exact = new Map<string, number[]>();
  private readonly stems = new Map<string, number[]>();
  private readonly numbers = new Map<string, number[]>();
  private readonly names: readonly string[];

  constructor(
    paths: readonly string[],
    private readonly options: MatchOptions,
  ) {
    this.names = paths.map(stemOf);
    paths.forEach((path, place) => {
      for (const name of new Set([path, baseOf(path)])) add(this.exact, name, place);
      add(this.stems, stemOf(path), place);
      add(this.numbers, digitsOf(stemOf(path)), place);
    });
  }

  find(name: string): NameMatch {
    const given = this.options.overrides[name];
    if (given !== undefined) return found(this.exact.get(given), "by-hand");
    for (const way of waysOf(this.options.match)) {
      const files = this.by(way, name);
      if (files !== undefined && files.length > 0) return found(files, way);
    }
    return { files: [], way: null };
  }

  private by(way: MatchWay, name: string): readonly number[] | undefined {
    switch (way) {
      case "by-hand":
        return undefined;
      case "exact":
        return unique(this.exact.get(name.trim()) ?? this.exact.get(baseOf(name.trim())));
      case "stem":
        return unique(this.stems.get(stemOf(name)));
      case "number": {
        const digits = digitsOf(stemOf(name));
        return digits === "" ? undefined : unique(this.numbers.get(digits));
      }
      case "starts-with":
        return this.startingWith(stemOf(name));
      case "closest":
        return this.closestTo(stemOf(name));
    }
  }

  /** "chair" means chair-1, chair_2, chair (3): the name, then a separator. */
  private startingWith(stem: string): number[] {
    if (stem === "") return [];
    return this.names.flatMap((name, place) =>
      name === stem || (name.startsWith(stem) && /^[ _\-(]/.test(name.slice(stem.length))) ? [place] : [],
    );
  }

  private closestTo(stem: string): number[] {
    let [best, second, at] = [0, 0, -1];
    this.names.forEach((name, place) => {
      const likeness = jaroWinkler(stem, name);
      if (likeness > best) [best, second, at] = [likeness, best, place];
      else if (likeness > second) second = likeness;
    });
    return best >= this.options.closest && best > second ? [at] : [];
  }
}

function waysOf(match: MatchMethod): readonly MatchWay[] {
  return match === "auto" ? ["exact", "stem", "number", "starts-with", "closest"] : [match];
}

function found(files: readonly number[] | undefined, way: MatchWay): NameMatch {
  return { files: files ?? [], way: files === undefined ? null : way };
}

/** Two files that fit equally well are no answer. */
function unique(files: readonly number[] | undefined): readonly number[] | undefined {
  return files?.length === 1 ? files : undefined;
}

function add(index: Map<string, number[]>, name: string, place: number): void {
  index.set(name, [...(index.get(name) ?? []), place]);
}

function baseOf(path: string): string {
  return path.replaceAll("\\", "/").split("/").at(-1) ?? path;
}

/** Without folder, extension, case, spaces and differences of Unicode form. */
function stemOf(path: string): string {
  const base = baseOf(path.trim()).normalize("NFKC").toLowerCase();
  return base
    .replace(/\.[a-z0-9]{1,5}$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The only number in a name, without leading zeros; "" when there are none or several. */
function digitsOf(stem: string): string {
  const numbers = stem.match(/\d+/g) ?? [];
  return numbers.length === 1 ? String(Number(numbers[0])) : "";
}

/** Jaro's likeness with Winkler's bonus for a common beginning of up to four letters (Winkler 1990). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const [usedA, usedB] = [new Array<boolean>(a.length).fill(false), new Array<boolean>(b.length).fill(false)];
  let common = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (usedB[j] || a[i] !== b[j]) continue;
      usedA[i] = true;
      usedB[j] = true;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  const lettersA = [...a].filter((_, i) => usedA[i]);
  const lettersB = [...b].filter((_, j) => usedB[j]);
  const moved = lettersA.filter((letter, i) => letter !== lettersB[i]).length / 2;
  const jaro = (common / a.length + common / b.length + (common - moved) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}
