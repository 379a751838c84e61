/** Puts the files of a set into the rows of a table that name them, and lists what did not fit. */
import type { Cell, Issue, MediaCell, Table } from "@fuseline/schema";
import type { FileEntry } from "../files/file-entry.ts";
import { makeIssue, userError } from "../issues.ts";
import { type MediaKind, mediaKindOf } from "../tables/media-path.ts";
import { type Column, findColumn, isMedia, takeRows, textOf, withColumn } from "../tables/table-columns.ts";
import { FileIndex, type NamedFile } from "./file-index.ts";
import { likeness, type MatchRules, type MatchWay, matchNames, type NameMatch } from "./match-names.ts";

export interface JoinRequest extends MatchRules {
  /** Columns that name files; each is filled in place, or into `into` when that is given. */
  readonly columns: readonly string[];
  /** New column for the files of a key, such as a product number. It holds lists unless names must be equal. */
  readonly into: string | null;
  readonly missing: "keep" | "drop";
  /** Row id, or "row id/column" → path of the file, set by hand. */
  readonly overrides: { readonly [row: string]: string };
}

export interface Miss {
  /** Index and id of the row. */
  readonly row: number;
  readonly id: string;
  readonly column: string;
  readonly value: string;
  /** Files that may be meant, best first. */
  readonly candidates: readonly string[];
}

export interface ColumnMatch {
  readonly column: string;
  /** Rows that found a file, of the rows that name one. */
  readonly matched: number;
  readonly total: number;
  readonly ways: { readonly [W in MatchWay]?: number };
}

export interface Joined {
  readonly table: Table;
  readonly matches: readonly ColumnMatch[];
  readonly unmatched: readonly Miss[];
  readonly ambiguous: readonly Miss[];
  /** Taken though the name differs: the candidates are what was taken. */
  readonly guessed: readonly Miss[];
  readonly unusedFiles: readonly string[];
  readonly issues: readonly Issue[];
}

const LISTED = 20;
const CANDIDATES = 3;

/** @throws UserError `column-missing`; `file-unmatched` when a column found not one file */
export function joinFiles(table: Table, files: readonly FileEntry[], request: JoinRequest): Joined {
  const index = new FileIndex(files.map(({ path, blob }) => ({ name: path, blob })));
  const work = request.columns.map((name) => {
    const column = findColumn(table, name);
    if (column === null) {
      const known = table.columns.map((other) => other.name);
      throw userError({ code: "column-missing", at: { param: "key" }, facts: { column: name, known } });
    }
    return joinColumn(table, { column, index, request });
  });
  for (const { match, unmatched } of work) {
    if (match.matched === 0)
      throw userError({ code: "file-unmatched", facts: { ...missFacts(unmatched), ...totals(match) } });
  }
  const used = new Set(work.flatMap((one) => [...one.used]));
  const joined = work.reduce((current, one) => withColumn(current, one.output), table);
  return {
    table: request.missing === "drop" ? withoutMisses(joined, work) : joined,
    matches: work.map((one) => one.match),
    unmatched: work.flatMap((one) => one.unmatched),
    ambiguous: work.flatMap((one) => one.ambiguous),
    guessed: work.flatMap((one) => one.guessed),
    unusedFiles: index.files.filter((file) => !used.has(file)).map((file) => file.name),
    issues: work.flatMap(issuesOf),
  };
}

interface ColumnWork {
  readonly column: Column;
  readonly index: FileIndex;
  readonly request: JoinRequest;
}

interface ColumnResult {
  readonly output: Column;
  readonly match: ColumnMatch;
  readonly used: ReadonlySet<NamedFile>;
  readonly unmatched: Miss[];
  readonly ambiguous: Miss[];
  readonly guessed: Miss[];
}

/** More than letter case, a folder or an ending tells the file from the name. */
const GUESSES: ReadonlySet<MatchWay> = new Set(["number", "beginning", "alike"]);

function joinColumn(table: Table, work: ColumnWork): ColumnResult {
  const { column, index, request } = work;
  const several =
    request.into === null ? column.several : request.match === "auto" || request.match === "starts-with";
  const matches = findAll(work, several);
  const result = {
    used: new Set<NamedFile>(),
    ways: new Map<MatchWay, number>(),
    unmatched: [] as Miss[],
    ambiguous: [] as Miss[],
    guessed: [] as Miss[],
  };
  const found = column.values.map((cell, row): NamedFile[] => {
    const id = table.row[row] ?? "";
    const byHand = request.overrides[`${id}/${column.name}`] ?? request.overrides[id];
    const chosen = byHand === undefined ? undefined : index.byPath(byHand)[0];
    const hits =
      chosen === undefined
        ? namesIn(cell).map((name) => ({ name, match: matches.get(name) }))
        : [{ name: "", match: given(chosen) }];
    return hits.flatMap(({ name, match = { missing: true } }) => {
      const miss = { row, id, column: column.name, value: name };
      if ("found" in match) {
        if (GUESSES.has(match.way) && !several)
          result.guessed.push({ ...miss, candidates: match.found.map((file) => file.name) });
        result.ways.set(match.way, (result.ways.get(match.way) ?? 0) + 1);
        for (const file of match.found) result.used.add(file);
        return match.found;
      }
      if ("ambiguous" in match) {
        result.ambiguous.push({
          ...miss,
          candidates: match.ambiguous.slice(0, CANDIDATES).map((file) => file.name),
        });
      } else {
        result.unmatched.push({ ...miss, candidates: [] });
      }
      return [];
    });
  });
  const match = {
    column: column.name,
    matched: found.filter((files) => files.length > 0).length,
    total: column.values.filter((cell) => namesIn(cell).length > 0).length,
    ways: Object.fromEntries(result.ways),
  };
  const output = {
    name: request.into ?? column.name,
    modality: kindOf(found),
    several,
    values: found.map((files) => cellOf(files, several)),
  };
  return {
    output,
    match,
    used: result.used,
    unmatched: withCandidates(result.unmatched, index, result.used),
    ambiguous: result.ambiguous,
    guessed: result.guessed,
  };
}

function given(file: NamedFile): NameMatch {
  return { found: [file], way: "by-hand" };
}

function findAll({ column, index, request }: ColumnWork, several: boolean): ReadonlyMap<string, NameMatch> {
  const names = column.values.flatMap(namesIn);
  const matches = new Map(matchNames(names, index, request));
  if (request.into !== null && several) addSeries(matches, index);
  if (several) return matches;
  for (const [name, match] of matches) {
    // A cell for one photo cannot choose among the photos of a series.
    if ("found" in match && match.found.length > 1) matches.set(name, { ambiguous: match.found });
  }
  return matches;
}

/** A key has the file called like it and those that go on from there: 12.jpg, 12_2.jpg, 12 (3).jpg. */
function addSeries(matches: Map<string, NameMatch>, index: FileIndex): void {
  const owners = new Map<NamedFile, string>();
  const byLength = [...matches.keys()].sort((a, b) => b.length - a.length);
  // "12_1_2.jpg" belongs to the key 12_1 rather than to 12.
  for (const key of byLength)
    for (const file of index.byBeginning(key)) if (!owners.has(file)) owners.set(file, key);
  for (const key of byLength) {
    const own = index.byBeginning(key).filter((file) => owners.get(file) === key);
    if (own.length > 0) matches.set(key, { found: own, way: own.length === 1 ? "loose" : "beginning" });
  }
}

function namesIn(cell: Cell): string[] {
  if (isMedia(cell)) return [cell.name];
  if (typeof cell === "object" && cell !== null) return cell.map(textOf).filter((name) => name !== "");
  const name = textOf(cell);
  return name === "" ? [] : [name];
}

function cellOf(files: readonly NamedFile[], several: boolean): Cell {
  const cells = files.map(({ name, blob }): MediaCell => ({ name, blob }));
  if (cells.length === 0) return null;
  return several ? cells : (cells[0] ?? null);
}

function kindOf(found: readonly (readonly NamedFile[])[]): MediaKind {
  const first = found.find((files) => files.length > 0)?.[0];
  return (first === undefined ? null : mediaKindOf(first.name)) ?? "image";
}

function withCandidates(misses: readonly Miss[], index: FileIndex, used: ReadonlySet<NamedFile>): Miss[] {
  const free = index.files.filter((file) => !used.has(file)).slice(0, 2000);
  return misses.map((miss, i) => {
    if (i >= LISTED) return miss;
    const scored = free
      .map((file) => ({ file, score: likeness(miss.value, file) }))
      .filter((one) => one.score > 0.6);
    const best = scored.sort((a, b) => b.score - a.score).slice(0, CANDIDATES);
    return { ...miss, candidates: best.map((one) => one.file.name) };
  });
}

function withoutMisses(table: Table, work: readonly ColumnResult[]): Table {
  const missed = new Set(work.flatMap((one) => [...one.unmatched, ...one.ambiguous].map((miss) => miss.row)));
  return takeRows(
    table,
    [...table.row.keys()].filter((row) => !missed.has(row)),
  );
}

function issuesOf({ match, unmatched, ambiguous }: ColumnResult): Issue[] {
  const issues: Issue[] = [];
  if (unmatched.length > 0) {
    const facts = { ...missFacts(unmatched), ...totals(match) };
    issues.push(makeIssue({ code: "file-unmatched", severity: "warning", facts }));
  }
  if (ambiguous.length > 0) {
    const facts = { column: match.column, ...missFacts(ambiguous) };
    issues.push(makeIssue({ code: "file-ambiguous", severity: "warning", facts }));
  }
  return issues;
}

function totals(match: ColumnMatch): { column: string; total: number } {
  return { column: match.column, total: match.total };
}

function missFacts(misses: readonly Miss[]): { rows: number; examples: string[]; places: number[] } {
  const rows = [...new Set(misses.map((miss) => miss.row))];
  const examples = [...new Set(misses.map((miss) => miss.value))].slice(0, LISTED);
  return { rows: rows.length, examples, places: rows.slice(0, LISTED) };
}
