/** Finds blocks by their names and descriptions in both languages, best first. */
import type { Group, Language, NodeDefinition } from "@fuseline/schema";
import { GROUPS } from "@fuseline/schema";

export interface BlockGroup {
  readonly group: Group;
  readonly blocks: readonly NodeDefinition[];
}

export function groupBlocks(all: readonly NodeDefinition[]): readonly BlockGroup[] {
  return GROUPS.map((group) => ({ group, blocks: all.filter((each) => each.group === group) })).filter(
    ({ blocks }) => blocks.length > 0,
  );
}

/** Every word of the query must be found; a match at the start of a title counts most. */
export function findBlocks(
  all: readonly NodeDefinition[],
  query: string,
  language: Language,
): readonly NodeDefinition[] {
  const words = normal(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return all
    .map((block) => ({ block, score: scoreOf(block, words, language) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ block }) => block);
}

const normal = (text: string): string => text.toLowerCase().replaceAll("ё", "е");

function scoreOf(block: NodeDefinition, words: readonly string[], language: Language): number {
  const other = language === "en" ? "ru" : "en";
  const places: readonly (readonly [string, number])[] = [
    [block.title[language], 8],
    [block.title[other], 4],
    [block.kind, 4],
    [block.summary[language], 2],
    [block.summary[other], 1],
  ];
  let total = 0;
  for (const word of words) {
    const best = Math.max(...places.map(([text, weight]) => weight * matchOf(normal(text), word)));
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

/** 2 at the start of the text, 1.5 at the start of a word, 1 inside, 0 not there. */
function matchOf(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return 2;
  return /[\s\-“(]/.test(text[at - 1] ?? "") ? 1.5 : 1;
}
