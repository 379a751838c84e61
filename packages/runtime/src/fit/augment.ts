/** How pictures of a column are changed while learning: the settings of its augmentation block, if it went through one. */
import type { AugmentSettings } from "@fuseline/data";
import type { ColumnSource } from "@fuseline/schema";

export function augmentOf(columns: readonly ColumnSource[]): AugmentSettings | null {
  const transform = columns
    .flatMap(({ transforms }) => transforms)
    .find(({ kind }) => kind === "augment-image");
  if (transform === undefined) return null;
  const number = (name: string): number => Number(transform.params[name] ?? 0);
  return {
    crop: number("crop") || 1,
    rotate: number("rotate"),
    flip: transform.params.flip === true,
    colour: number("colour"),
    erase: number("erase"),
  };
}
