/** Going through the mistakes by keyboard: arrows move, 1 changes the label, 2 keeps it. */
import type { KeyboardEvent } from "react";
import type { Relabel } from "../relabel/use-relabel.ts";
import type { Mistake } from "./reports.ts";

export type GalleryStep = { readonly move: 1 | -1 } | { readonly decide: "change" | "keep" };

export function galleryStep({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): GalleryStep | null {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return { move: 1 };
    case "ArrowLeft":
    case "ArrowUp":
      return { move: -1 };
    case "1":
      return { decide: "change" };
    case "2":
      return { decide: "keep" };
    default:
      return null;
  }
}

/** Handles a key pressed in the list whose children are the cards of these mistakes. */
export function pressedInGallery(
  event: KeyboardEvent<HTMLElement>,
  mistakes: readonly Mistake[],
  relabel: Relabel | null,
): void {
  const step = galleryStep(event);
  const cards = [...event.currentTarget.children].filter((card) => card instanceof HTMLElement);
  const place = cards.findIndex((card) => card.contains(document.activeElement));
  const mistake = mistakes[place];
  if (step === null || mistake === undefined) return;
  if ("move" in step) {
    event.preventDefault();
    cards[place + step.move]?.focus();
    return;
  }
  const { id, given, truth } = mistake;
  if (relabel === null || typeof given !== "string" || typeof truth !== "string") return;
  event.preventDefault();
  // Before the card changes or leaves and takes the focus with it.
  (cards[place + 1] ?? (step.decide === "keep" ? cards[place - 1] : cards[place]))?.focus();
  if (step.decide === "keep") relabel.keep(id);
  else relabel.change(id, given);
}
