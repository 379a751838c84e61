/** Whether texts are English, by script and by the small words that every language repeats. */

const ENGLISH = new Set(
  "the a an of and in on with for to is are by from at as it its this that or be has was".split(" "),
);
/** Small words of other languages in the Latin script that English does not share. */
const OTHERS = new Set(
  "le la les des du et une est pour dans avec der die das und ein eine ist mit von den el los las del y una que con para il lo gli di che per nel het een van en niet og det som ett och att på z w na się jest".split(
    " ",
  ),
);
/** Share of letters outside a–z from which a text is taken for another language. */
const FOREIGN_LETTERS = 0.02;

/** Texts of mere names, without small words, count as English when their letters do. */
export function areEnglish(texts: readonly string[]): boolean {
  const letters = texts.join("").match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return false;
  const foreign = letters.filter((letter) => !/[a-z]/i.test(letter)).length;
  if (foreign > FOREIGN_LETTERS * letters.length) return false;
  const words = texts.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const count = (known: ReadonlySet<string>): number => words.filter((word) => known.has(word)).length;
  return count(OTHERS) <= count(ENGLISH);
}
