/** Equations of Einsum, `bij,bjk->bik`, with every axis of every operand named by one letter. */

export interface EinsumEquation {
  /** The axes of each operand. */
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
const REST = "...";

/**
 * Axes under an ellipsis get letters that the equation does not use, counted from the right.
 * @throws Error where operands and ranks do not fit the equation
 */
export function parseEquation(text: string, ranks: readonly number[]): EinsumEquation {
  const [left = "", right] = text.replaceAll(" ", "").split("->");
  const terms = left.split(",");
  if (terms.length !== ranks.length)
    throw new Error(`${text} names ${terms.length} operands, not ${ranks.length}.`);
  const hidden = terms.map((term, i) => (ranks[i] ?? 0) - lettersOf(term).length);
  terms.forEach((term, i) => {
    const fits = term.includes(REST) ? (hidden[i] ?? 0) >= 0 : hidden[i] === 0;
    if (!fits) throw new Error(`${term} does not name the axes of an operand of rank ${ranks[i]}.`);
  });
  const free = LETTERS.filter((letter) => !text.includes(letter)).slice(0, Math.max(0, ...hidden));
  const spelled = (term: string, count: number): string[] => {
    const at = term.indexOf(REST);
    if (at < 0) return [...term];
    return [...term.slice(0, at), ...free.slice(free.length - count), ...term.slice(at + REST.length)];
  };
  const operands = terms.map((term, i) => spelled(term, hidden[i] ?? 0));
  const output = right === undefined ? impliedOutput(terms, free) : spelled(right, free.length);
  return { operands, output };
}

/** Without `->`: the axes of the ellipsis, then letters that occur once, in alphabetical order. */
function impliedOutput(terms: readonly string[], free: readonly string[]): string[] {
  const all = terms.flatMap(lettersOf);
  return [...free, ...all.filter((letter) => all.indexOf(letter) === all.lastIndexOf(letter)).sort()];
}

function lettersOf(term: string): string[] {
  return [...term.replace(REST, "")];
}

export function formatEquation({ operands, output }: EinsumEquation): string {
  return `${operands.map((axes) => axes.join("")).join(",")}->${output.join("")}`;
}
