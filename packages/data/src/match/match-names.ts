/** Finds the file of each name in a column, trying careful ways first (NODES.md, join-files). */
import { type FileIndex, looseStem, type NamedFile, numbersOf, patternOf } from "./file-index.ts";
import { jaroWinkler } from "./jaro-winkler.ts";

export type MatchWay = "by-hand" | "exact" | "loose" | "number" | "beginning" | "alike";

export interface MatchRules {
  readonly match: "auto" | "exact" | "stem" | "starts-with";
  /** Least likeness of names, 0.5 to 1. */
  readonly closest: number;
}

export type NameMatch =
  | { readonly found: readonly NamedFile[]; readonly way: MatchWay }
  /** Several files fit and nothing tells them apart. */
  | { readonly ambiguous: readonly NamedFile[] }
  | { readonly missing: true };

const MISSING: NameMatch = { missing: true };
/** Comparing every left name with every left file stops here. */
const MAX_COMPARISONS = 4_000_000;

/** @returns for each different name what was found */
export function matchNames(
  names: readonly string[],
  index: FileIndex,
  rules: MatchRules,
): ReadonlyMap<string, NameMatch> {
  const matches = new Map<string, NameMatch>();
  for (const name of new Set(names)) matches.set(name, careful(name, index, rules));
  if (rules.match !== "auto") return matches;
  const left = (): string[] => [...matches].filter(([, match]) => "missing" in match).map(([name]) => name);
  byNumbers(left(), index, matches);
  for (const name of left()) {
    const found = index.byBeginning(name);
    if (found.length > 0) matches.set(name, { found, way: "beginning" });
  }
  byLikeness(left(), { index, matches, closest: rules.closest });
  return matches;
}

function careful(name: string, index: FileIndex, rules: MatchRules): NameMatch {
  if (rules.match === "starts-with") {
    const found = index.byBeginning(name);
    return found.length > 0 ? { found, way: "beginning" } : MISSING;
  }
  const exact = single(index.byPath(name), "exact");
  if (!("missing" in exact) || rules.match === "exact") return exact;
  return single(index.byLoosePath(name), "loose");
}

function single(files: readonly NamedFile[], way: MatchWay): NameMatch {
  if (files.length === 0) return MISSING;
  // The same bytes under two paths are one file.
  const same = new Set(files.map((file) => file.blob)).size === 1;
  return files.length === 1 || same ? { found: files.slice(0, 1), way } : { ambiguous: files };
}

/** Bare numbers, or several names that differ in nothing but their number: one "frog 2" must not find "dog 2". */
function byNumbers(names: readonly string[], index: FileIndex, matches: Map<string, NameMatch>): void {
  const patterns = new Set(names.map((name) => patternOf(looseStem(name))));
  const numbers = names.map((name) => numbersOf(looseStem(name)));
  const bare = patterns.has("#");
  if (patterns.size !== 1 || new Set(numbers).size !== names.length || !(bare || names.length > 1)) return;
  const used = usedFiles(matches);
  for (const [i, name] of names.entries()) {
    const files = index.byNumber(numbers[i] ?? "").filter((file) => !used.has(file));
    if (files.length === 1) matches.set(name, { found: files, way: "number" });
  }
}

interface Likeness {
  readonly index: FileIndex;
  readonly matches: Map<string, NameMatch>;
  readonly closest: number;
}

/** A name and a file that are each other's best, clearly, and agree in all numbers. */
function byLikeness(names: readonly string[], { index, matches, closest }: Likeness): void {
  const used = usedFiles(matches);
  const files = index.files.filter((file) => !used.has(file));
  if (names.length * files.length > MAX_COMPARISONS) return;
  const bestOfFile = new Map<NamedFile, { name: string; score: number; tied: boolean }>();
  const bestOfName = new Map<string, { file: NamedFile; score: number; tied: boolean }>();
  for (const name of names) {
    for (const file of files) {
      const score = likeness(name, file);
      if (score < closest) continue;
      const ofName = bestOfName.get(name);
      if (ofName === undefined || score > ofName.score) bestOfName.set(name, { file, score, tied: false });
      else if (score === ofName.score) ofName.tied = true;
      const ofFile = bestOfFile.get(file);
      if (ofFile === undefined || score > ofFile.score) bestOfFile.set(file, { name, score, tied: false });
      else if (score === ofFile.score) ofFile.tied = true;
    }
  }
  for (const [name, best] of bestOfName) {
    const back = bestOfFile.get(best.file);
    if (best.tied || back === undefined || back.tied || back.name !== name) continue;
    matches.set(name, { found: [best.file], way: "alike" });
  }
}

export function likeness(name: string, file: NamedFile): number {
  const [a, b] = [looseStem(name), looseStem(file.name)];
  return numbersOf(a) === numbersOf(b) ? jaroWinkler(a, b) : 0;
}

function usedFiles(matches: ReadonlyMap<string, NameMatch>): Set<NamedFile> {
  return new Set([...matches.values()].flatMap((match) => ("found" in match ? match.found : [])));
}
