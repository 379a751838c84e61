/** A sentence in every language of the interface. Both are required, so a missing translation does not compile. */
export interface Text {
  readonly en: string;
  readonly ru: string;
}

export type Language = keyof Text;
