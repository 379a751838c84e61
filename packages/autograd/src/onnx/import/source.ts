/** A file ready to be imported: sizes fixed but for the batch, folded, every learned tensor known by name and depth. */
import { cut } from "../cut.ts";
import type { OnnxModel } from "../model.ts";
import { specialise } from "../specialise.ts";
import { depthsOf } from "./blocks.ts";
import { checkImportable } from "./check-importable.ts";
import { openBatch } from "./open-batch.ts";
import { provenanceOf, renamedByOrigin } from "./provenance.ts";
import { tidy } from "./tidy.ts";
import { learnedTensors } from "./weights.ts";
import { widen } from "./widen.ts";

export interface ImportedWeight {
  /** As in the file; a tensor that folding made of one learned tensor goes by its name. */
  readonly name: string;
  /** Where it is first used: `encoder/layer.0/attention/self/query`. */
  readonly path: string;
  readonly dims: readonly number[];
  /** 0 before the first block, 1 … blocks inside one, blocks + 1 after the last. */
  readonly depth: number;
}

export interface ImportSource {
  /** First dimension of every input: "batch". */
  readonly model: OnnxModel;
  readonly weights: readonly ImportedWeight[];
  readonly blocks: number;
}

export interface FoldableRequest {
  readonly model: OnnxModel;
  /** Where to end: outputs of the file, or tensors inside it. */
  readonly outputs: readonly string[];
  /** Sizes of each input behind the batch: tokens; channels, height and width. */
  readonly dims: { readonly [input: string]: readonly number[] };
}

/**
 * The part of a file that leads to the outputs, in single precision and with fixed sizes, to be folded.
 * @throws ImportError for operators that cannot be imported; Error for an output the file has not
 */
export function foldable({ model, outputs, dims }: FoldableRequest, batch: number): OnnxModel {
  const short = cut(model, outputs);
  checkImportable(short);
  const fixed = new Set(short.graph.initializers.map(({ name }) => name));
  const sizes = short.graph.inputs.flatMap(({ name }) =>
    fixed.has(name)
      ? []
      : [batch, ...(dims[name] ?? [])].map((size, axis) => [`${name}:${axis}`, size] as const),
  );
  return tidy(widen(specialise(short, Object.fromEntries(sizes))));
}

/** @param folded `unfolded` folded for each of FOLDED_BATCHES */
export function importSource(
  unfolded: OnnxModel,
  folded: { readonly two: OnnxModel; readonly three: OnnxModel },
): ImportSource {
  const opened = openBatch(folded.two, folded.three);
  const { constants, origins } = provenanceOf(opened, unfolded);
  const model = renamedByOrigin(opened, { origins, unfolded });
  const learned = learnedTensors(model, constants);
  const { blocks, depths } = depthsOf(model, learned);
  const weights = learned.map(({ tensor: { name, dims }, readers }) => {
    const segments = (readers[0]?.node.name ?? "").split("/").filter((segment) => segment !== "");
    return { name, dims, path: segments.slice(0, -1).join("/"), depth: depths.get(name) ?? 0 };
  });
  return { model, weights, blocks };
}
