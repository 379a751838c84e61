/** How wide a card is and where its ports stand: inputs on the left, outputs on the right, sharing rows where both fit. */
import type { Box } from "./wire-path.ts";

/** Pixels, as in the design: the first port row, the distance between rows. */
export const FIRST_ROW = 52;
export const ROW = 20;
const NARROWEST = 148;
/** Templates lay columns 224 pixels apart: in every language there must be room for a wire to turn. */
const WIDEST = 176;
/** Average advance of a letter: titles at 12.5 px semibold, port names at 11 px. */
const TITLE_LETTER = 7.15;
const LABEL_LETTER = 6.1;
/** Chip, gaps and padding around the title; padding around two port names on one row. */
const AROUND_TITLE = 48;
const AROUND_LABELS = 40;

/** Cyrillic letters are a little wider than Latin ones. */
const CYRILLIC = 1.08;

const widthOf = (text: string): number => text.length * (/[а-яё]/i.test(text) ? CYRILLIC : 1);

export interface CardWords {
  readonly title: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export function cardWidth({ title, inputs, outputs }: CardWords): number {
  const wanted = [
    AROUND_TITLE + widthOf(title) * TITLE_LETTER,
    ...[...inputs, ...outputs].map((label) => AROUND_LABELS / 2 + widthOf(label) * LABEL_LETTER),
    ...inputs.map((label, row) => sharedRow(label, outputs[row] ?? "")),
  ];
  const widest = Math.min(WIDEST, Math.max(NARROWEST, ...wanted));
  return Math.ceil(widest / 4) * 4;
}

const sharedRow = (left: string, right: string): number =>
  AROUND_LABELS + (widthOf(left) + widthOf(right)) * LABEL_LETTER;

/** Whether a title takes two lines, so that nothing else fits into the header. */
export function titleWraps(words: CardWords): boolean {
  return AROUND_TITLE + widthOf(words.title) * TITLE_LETTER > cardWidth(words);
}

/** Row of every port from 0; outputs come below the inputs where the names would meet. */
export function portRows({ title, inputs, outputs }: CardWords): {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly count: number;
} {
  const width = cardWidth({ title, inputs, outputs });
  const meet = inputs.some(
    (label, row) => outputs[row] !== undefined && sharedRow(label, outputs[row]) > width,
  );
  const first = meet ? inputs.length : 0;
  return {
    inputs: inputs.map((_, row) => row),
    outputs: outputs.map((_, row) => first + row),
    count: meet ? inputs.length + outputs.length : Math.max(inputs.length, outputs.length),
  };
}

/** Pixels of the border of a card; ports are placed inside of it. */
const BORDER = 1;
/** The hit area of a port: half of its width lies outside the card. */
export const PORT_HIT = { width: 28, height: 20 } as const;

/** The hit area of a port, from the corner of its card. */
export function portBox(side: "input" | "output", { row, width }: PortRow): Box {
  const outside = PORT_HIT.width / 2 - BORDER;
  return {
    x: side === "input" ? -outside : width - PORT_HIT.width + outside,
    y: BORDER + FIRST_ROW + row * ROW - PORT_HIT.height / 2,
    ...PORT_HIT,
  };
}

interface PortRow {
  readonly row: number;
  /** Of the card. */
  readonly width: number;
}

/** The header, and the least of a body. */
const HEADER = 40;
const BODY = 12;

/** Height of a card that has not been drawn yet, about: nobody knows what its preview will show. */
export const guessedHeight = (rows: number): number => HEADER + rows * ROW + BODY;
