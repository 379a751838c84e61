/** Breaks a title into the lines of a card: at spaces and hyphens, and within a word that is wider than the card. */

type Measure = (text: string) => number;

const broken = new Map<string, readonly string[]>();

/** Titles repeat, and measuring is slow: what was broken once is remembered. */
export function titleLines(title: string, width: number, measure: Measure): readonly string[] {
  const key = `${width} ${title}`;
  const known = broken.get(key);
  if (known !== undefined) return known;
  const lines = breakLines(title, width, measure);
  broken.set(key, lines);
  return lines;
}

export function breakLines(title: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of partsOf(title).flatMap((each) => pieces(each, width, measure))) {
    if (line === "" || measure((line + part).trimEnd()) <= width) line += part;
    else {
      lines.push(line.trimEnd());
      line = part;
    }
  }
  return line === "" ? lines : [...lines, line.trimEnd()];
}

/** Up to a space or a hyphen, with it. */
const partsOf = (title: string): readonly string[] => title.trim().match(/[^\s-]*-|[^\s-]+\s*|\s+/g) ?? [];

function pieces(word: string, width: number, measure: Measure): string[] {
  const found: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && measure((piece + letter).trimEnd()) > width) {
      found.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...found, piece];
}
