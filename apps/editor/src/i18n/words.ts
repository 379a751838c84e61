/** How words of the interface are declared: beside the feature that says them, each in both languages. */
import type { Text } from "@fuseline/schema";

/** Words that change with a number: forms by the plural rules of each language. `{{count, number}}` is the number. */
export interface CountedText {
  readonly en: { readonly one: string; readonly other: string };
  readonly ru: { readonly one: string; readonly few: string; readonly many: string };
}

export type Words = { readonly [key: string]: Text | CountedText };
