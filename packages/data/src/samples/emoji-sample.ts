/** The bundled sample: emoji of Google's Noto set (Apache-2.0) with their names in many languages (emojibase, MIT). */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Cancelled, type MediaCell, type Table } from "@fuseline/schema";
import { mapLimited } from "../map-limited.ts";
import type { Storage } from "../storage/storage.ts";
import { contentId } from "../tables/row-id.ts";

export interface EmojiSampleOptions {
  /** Folders of emojibase-data: "en", "ru", "zh-hant" … */
  readonly languages: readonly string[];
  /** Unicode code points of the emoji that are wanted, such as `1F355`; all of them where none are named. */
  readonly only?: readonly string[];
  readonly signal?: AbortSignal;
}

interface Emoji {
  readonly unified: string;
  readonly image: string;
  readonly category: string;
}

interface Named {
  readonly hexcode: string;
  readonly label: string;
  readonly tags?: readonly string[];
}

const require = createRequire(import.meta.url);
const CONCURRENCY = 8;

/** Columns `picture`, `name_<language>` …, `group` and `tags`; 1,911 rows in the order of the emoji list. */
export async function emojiSample(storage: Storage, options: EmojiSampleOptions): Promise<Table> {
  const all: readonly Emoji[] = require("emoji-datasource-google/emoji.json");
  const { only } = options;
  const list = only === undefined ? all : all.filter(({ unified }) => only.includes(unified));
  const pictures = await storePictures(storage, list, options.signal);
  const english = namesIn("en");
  const named = (language: string) => {
    const names = namesIn(language);
    return list.map(({ unified }) => names.get(plainCode(unified))?.label ?? null);
  };
  return {
    columns: [
      { name: "picture", modality: "image", several: false, values: pictures },
      ...options.languages.map(
        (language) =>
          ({ name: `name_${language}`, modality: "text", several: false, values: named(language) }) as const,
      ),
      {
        name: "group",
        modality: "category",
        several: false,
        values: list.map(({ category }) => groupOf(category)),
      },
      {
        name: "tags",
        modality: "labels",
        several: true,
        values: list.map(({ unified }) => english.get(plainCode(unified))?.tags ?? null),
      },
    ],
    row: list.map(({ unified }) => contentId(unified)),
  };
}

/** 64 × 64 PNG with transparency, as they come in the package. */
function storePictures(storage: Storage, list: readonly Emoji[], signal?: AbortSignal): Promise<MediaCell[]> {
  const folder = join(dirname(require.resolve("emoji-datasource-google/emoji.json")), "img", "google", "64");
  return mapLimited(list, CONCURRENCY, async ({ image }) => {
    if (signal?.aborted) throw new Cancelled();
    const { blob } = await storage.putFile(join(folder, image));
    return { name: image, blob };
  });
}

function namesIn(language: string): ReadonlyMap<string, Named> {
  const list: readonly Named[] = require(`emojibase-data/${language}/data.json`);
  return new Map(list.map((named) => [plainCode(named.hexcode), named]));
}

/** Some lists write the sign that asks for a coloured picture, some leave it out. */
function plainCode(code: string): string {
  return code.replaceAll("-FE0F", "");
}

/** Five swatches of skin colour are a group of their own in Unicode; as a class they would be too few to learn. */
function groupOf(category: string): string {
  return category === "Component" ? "People & Body" : category;
}
