/** Finds the sign that parts the cells of a text table. */
import { parse } from "csv-parse/sync";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAMPLE_RECORDS = 200;

/**
 * The sign that gives the most records as many cells as the first one has, more than one. Equal: the sign that is
 * rarer in prose (tab, vertical bar, semicolon, comma).
 * @param sample beginning of the file; its last, cut line is left out
 */
export function findDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of ["\t", "|", ";", ","] as const) {
    const score = agreement(parseSample(sample, delimiter));
    if (score > best.score + 1e-9) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Records of the beginning of a file, as far as they can be read. */
export function parseSample(sample: string, delimiter: Delimiter): string[][] {
  const options = {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: SAMPLE_RECORDS,
  };
  try {
    return parse(sample, options);
  } catch {
    // A quote that opens and never closes in the sample: read it as an ordinary sign.
    return parse(sample, { ...options, quote: null });
  }
}

function agreement(records: readonly (readonly string[])[]): number {
  const counts = records.map((record) => record.length);
  const usual = mode(counts);
  if (usual < 2) return 0;
  const share = counts.filter((count) => count === usual).length / counts.length;
  return share - (counts[0] === usual ? 0 : 0.3);
}

function mode(values: readonly number[]): number {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}
