/** Numbers as people write them: decimal comma or point, spaces between thousands, a currency sign. */

/** Which sign parts whole numbers from fractions; one for a whole column. */
export type Decimal = "." | ",";

const SPACES = /[\s\u00a0\u2007\u2009\u202f]/g;
const UNIT = /^(?:[$€£¥₽]|USD|EUR|RUB)?(.*?)(?:[$€£¥₽%]|USD|EUR|RUB|руб\.?|р\.)?$/i;
const GROUPED = {
  ".": /^\d{1,3}(?:[ ',]\d{3})+(?:\.\d+)?$/,
  ",": /^\d{1,3}(?:[ '.]\d{3})+(?:,\d+)?$/,
} as const;
const PLAIN = {
  ".": /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i,
  ",": /^(?:\d+,?\d*|,\d+)(?:e[+-]?\d{1,3})?$/i,
} as const;

/** Digits and signs only; null when the text cannot be a number. */
function core(text: string): { negative: boolean; digits: string } | null {
  if (text.length > 60) return null;
  const spaced = text.trim().replace(SPACES, " ");
  const signed = /^([+\-−–]?)\s?(.*)$/.exec((UNIT.exec(spaced)?.[1] ?? "").trim());
  const digits = signed?.[2] ?? "";
  return /^[\d.,' e+-]+$/i.test(digits) && /\d/.test(digits)
    ? { negative: /[-−–]/.test(signed?.[1] ?? ""), digits }
    : null;
}

/** Null when it is not a finite number. */
export function parseNumber(text: string, decimal: Decimal): number | null {
  const found = core(text);
  if (found === null) return null;
  const { digits, negative } = found;
  if (!GROUPED[decimal].test(digits) && !PLAIN[decimal].test(digits)) return null;
  const thousands = decimal === "." ? /[ ',]/g : /[ '.]/g;
  const value = Number(digits.replace(thousands, "").replace(",", "."));
  if (!Number.isFinite(value)) return null;
  return negative ? -value : value;
}

/** Decides from all cells of a column; "1,234" alone reads as a thousand, "1,5" or "0,250" as a fraction. */
export function findDecimal(cells: readonly string[]): Decimal {
  let votes = 0;
  for (const cell of cells) votes += vote(core(cell)?.digits ?? "");
  return votes > 0 ? "," : ".";
}

/** Positive: the comma is the decimal sign. */
function vote(digits: string): number {
  const commas = digits.split(",").length - 1;
  const points = digits.split(".").length - 1;
  if (commas > 0 && points > 0) return digits.lastIndexOf(",") > digits.lastIndexOf(".") ? 1 : -1;
  const count = commas + points;
  if (count === 0) return 0;
  const toComma = commas > 0 ? 1 : -1;
  if (count > 1) return -toComma;
  const [whole = "", fraction = ""] = digits.split(/[.,]/);
  const ambiguous = fraction.length === 3 && whole.length <= 3 && whole !== "0" && whole !== "";
  if (!ambiguous) return toComma;
  return commas > 0 ? -0.01 : 0;
}

/** "007": digits that mean a code, since a number would lose its zeros. */
export function hasLeadingZero(text: string): boolean {
  return /^0\d+$/.test(text.trim());
}
