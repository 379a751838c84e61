/** A file ready to be imported: fixed sizes, folded, with every learned tensor known by name and depth. */
import type { OnnxModel } from "../model.ts";
import { depthsOf } from "./blocks.ts";
import { learnedTensors } from "./weights.ts";

export interface ImportedWeight {
  /** As in the file; where folding renamed it, as it was before where that is known. */
  readonly name: string;
  readonly dims: readonly number[];
  /** 0 before the first block, 1 … blocks inside one, blocks + 1 after the last. */
  readonly depth: number;
}

export interface ImportSource {
  readonly model: OnnxModel;
  readonly weights: readonly ImportedWeight[];
  readonly blocks: number;
}

/** @param constants initializers known to be made of constants alone */
export function importSource(model: OnnxModel, constants: ReadonlySet<string> = new Set()): ImportSource {
  const learned = learnedTensors(model, constants);
  const { blocks, depths } = depthsOf(model, learned);
  const weights = learned.map(({ tensor: { name, dims } }) => ({
    name,
    dims,
    depth: depths.get(name) ?? 0,
  }));
  return { model, weights, blocks };
}
