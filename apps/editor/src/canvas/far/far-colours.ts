/** The colours of cards and wires seen from far away. */
import type { Tint } from "../graph/tint.ts";
import { readColours } from "../paint/read-colours.ts";

const TINTS = ["image", "text", "table", "audio", "video", "document", "fused"] as const satisfies Tint[];

const PLAIN = {
  paper: "var(--paper)",
  border: "var(--line-2)",
  title: "var(--ink)",
  error: "var(--error)",
  errorGround: "var(--error-tint)",
  accent: "var(--accent)",
  accentGround: "var(--accent-tint)",
} as const;

export interface FarColours {
  readonly plain: { readonly [C in keyof typeof PLAIN]: string };
  readonly ink: { readonly [T in Tint]: string };
  readonly ground: { readonly [T in Tint]: string };
  /** Family of the titles. */
  readonly font: string;
}

export function farColours(place: HTMLElement): FarColours {
  return {
    plain: readColours(place, PLAIN),
    ink: readColours(
      place,
      ofTints((ink) => ink),
    ),
    ground: readColours(
      place,
      ofTints((ink) => `color-mix(in srgb, ${ink} 9%, var(--surface))`),
    ),
    font: getComputedStyle(place).fontFamily,
  };
}

function ofTints(expression: (ink: string) => string): { readonly [T in Tint]: string } {
  const each = TINTS.map((tint) => [tint, expression(`var(--m-${tint})`)] as const);
  return Object.fromEntries(each) as { [T in Tint]: string };
}
