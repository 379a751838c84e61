/** Yes and no in English and Russian. */

const YES = new Set(["yes", "true", "y", "да", "истина", "верно", "д"]);
const NO = new Set(["no", "false", "n", "нет", "ложь", "неверно", "н"]);

export function parseBoolean(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}
