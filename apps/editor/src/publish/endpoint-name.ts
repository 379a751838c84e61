/** A name that can be part of an address, out of any words. */

/** Russian letters as people write them in addresses. */
const LATIN: { readonly [letter: string]: string } = Object.fromEntries(
  [..."абвгдеёжзийклмнопрстуфхцчшщъыьэюя"].map((letter, place) => [
    letter,
    "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya"
      .split(" ")
      [place]?.replace("_", "") ?? "",
  ]),
);
const MOST = 40;

export function endpointName(words: string): string {
  const latin = [...words.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join("");
  const name = latin
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MOST)
    .replace(/-+$/, "");
  return name === "" ? "model" : name;
}
