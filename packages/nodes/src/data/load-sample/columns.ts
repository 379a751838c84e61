/** Columns of the data sets that come with Fuseline. */
import type { ColumnSchema } from "@fuseline/schema";

/** Languages in which every emoji has a name (folders of emojibase-data; regional variants left out). */
export const EMOJI_LANGUAGES = [
  ...[
    "en",
    "ru",
    "bn",
    "da",
    "de",
    "es",
    "et",
    "fi",
    "fr",
    "hi",
    "hu",
    "it",
    "ja",
    "ko",
    "lt",
    "ms",
    "nb",
    "nl",
  ],
  ...["pl", "pt", "sv", "th", "uk", "vi", "zh", "zh-hant"],
] as const;

/** The column that holds the names in one language. */
export const emojiNameColumn = (language: string): string => `name_${language}`;

export const EMOJI_COLUMNS: readonly ColumnSchema[] = [
  { name: "picture", modality: "image", several: false },
  ...EMOJI_LANGUAGES.map(
    (language): ColumnSchema => ({ name: emojiNameColumn(language), modality: "text", several: false }),
  ),
  { name: "group", modality: "category", several: false },
  { name: "tags", modality: "labels", several: true },
];
