/** Training-only variation of pictures: which varied copy a row uses this epoch, or fresh changes of its pixels. */
import { RandomStream } from "@fuseline/autograd";
import { augmentPicture } from "@fuseline/data";
import type { EncodedSource } from "../encode/encoded-source.ts";
import type { Variation } from "./batch-feeds.ts";

/** Undefined when no source is varied: batches are then copied without a second look. */
export function variationFor(
  sources: { readonly [name: string]: EncodedSource },
  stream: string,
): Variation | undefined {
  const all = Object.values(sources);
  const varied = all.some((source) => variants(source) > 0 || augments(source) !== null);
  if (!varied) return undefined;
  return {
    arrayFor(source, part, row) {
      const clean = source.arrays[part];
      if (clean === undefined) throw new Error(`no array ${part}`);
      const copies = variants(source);
      if (copies === 0 || part !== "value") return clean;
      const choice = new RandomStream(`${stream}/${source.key}/${row}`).integer(copies + 1);
      return choice === 0 ? clean : (source.arrays[`variant${choice}`] ?? clean);
    },
    change(source, part, row, data) {
      const settings = augments(source);
      if (settings === null || part !== "value" || !(data instanceof Uint8Array)) return;
      augmentPicture(data, { settings, stream: new RandomStream(`${stream}/${source.key}/${row}`) });
    },
  };
}

function variants(source: EncodedSource): number {
  return Object.keys(source.arrays).filter((part) => part.startsWith("variant")).length;
}

function augments(source: EncodedSource) {
  const { recipe } = source;
  return recipe.recipe === "pixels" || recipe.recipe === "tuned-model" ? recipe.augment : null;
}
