/** Words in column names that say what a column is, whatever its cells look like. */

/** "zipCode", "zip_code" and "Zip code" are the words zip, code. */
export function nameWords(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

const CODES = new Set(
  "zip zipcode postcode postal index code id uid sku barcode ean phone артикул индекс код ид штрихкод телефон инн".split(
    " ",
  ),
);
const CLASSES = new Set("label labels class category digit type метка класс категория цифра тип".split(" "));

/** Digits in such a column are names of things: nobody adds them up. The word must begin or end the name. */
export function namesCode(name: string): boolean {
  const words = nameWords(name);
  return CODES.has(words[0] ?? "") || CODES.has(words.at(-1) ?? "");
}

/** Small whole numbers in such a column are classes, not amounts. */
export function namesClass(name: string): boolean {
  const words = nameWords(name);
  return CLASSES.has(words[0] ?? "") || CLASSES.has(words.at(-1) ?? "");
}
