/** At which depth of a model each weight stands, so that "the last N blocks" means something for any file. */
import type { OnnxModel, OnnxNode } from "../model.ts";
import { blocksByDepth } from "./block-depth.ts";
import { blockName } from "./block-names.ts";
import { type LearnedTensor, PRODUCTS, type Reader, readersOf } from "./weights.ts";

export interface Depths {
  /** How many blocks there are. */
  readonly blocks: number;
  /** By the weight's name: 0 before the first block (embeddings, stem), 1 … blocks, blocks + 1 after the last. */
  readonly depths: ReadonlyMap<string, number>;
}

interface Span {
  first: number;
  last: number;
}

/**
 * The rule: a weight belongs to the block that its own name tells (`encoder.layer.3.…`, `stages.2.blocks.0.…`,
 * `layer3.1.…`), else to the one that a node reading it tells, else, if it has no name of its own (`val_12`), to that of
 * the weight its product meets next, its bias. Blocks are counted in the order in which the graph reaches them. A weight that names none belongs to the block it is used within, or to the next one (downsampling
 * before a stage). Where fewer than two blocks are named, they are found from the graph: see `blocksByDepth`.
 */
export function depthsOf(model: OnnxModel, learned: readonly LearnedTensor[]): Depths {
  const named = namesOfBlocks(model, learned);
  const spans = new Map<string, Span>();
  learned.forEach(({ readers }, i) => {
    const name = named[i];
    if (name == null) return;
    for (const { position } of readers) widen(spans, name, position);
  });
  const byName = [...withoutParents(spans)].sort(([, a], [, b]) => a.first - b.first);
  const isNamed = byName.length >= 2;
  const ordered: Span[] = isNamed
    ? byName.map(([, span]) => span)
    : blocksByDepth(model, learned).map(([first, last]) => ({ first, last }));
  const places = new Map(isNamed ? byName.map(([name], i) => [name, i + 1] as const) : []);
  const depths = learned.map(({ tensor, readers }, i) => {
    const depth = places.get(named[i] ?? "") ?? depthAt(ordered, readers[0]?.position ?? 0);
    return [tensor.name, depth] as const;
  });
  return { blocks: ordered.length, depths: new Map(depths) };
}

function namesOfBlocks({ graph }: OnnxModel, learned: readonly LearnedTensor[]): (string | null)[] {
  const own = learned.map(nameOfBlock);
  const byName = new Map(learned.map(({ tensor }, i) => [tensor.name, own[i] ?? null] as const));
  const readers = readersOf(graph.nodes);
  return learned.map(({ tensor, readers: [first] }, i) =>
    own[i] === null && !isPath(tensor.name) && first !== undefined
      ? nextBlock(first.node, { byName, readers })
      : (own[i] ?? null),
  );
}

/** How far behind a product its bias may be: a reshape and a transposition may stand between. */
const NEXT_NODES = 3;

function nextBlock(
  start: OnnxNode,
  known: { byName: ReadonlyMap<string, string | null>; readers: ReadonlyMap<string, readonly Reader[]> },
): string | null {
  let node: OnnxNode | undefined = start;
  for (let step = 0; step <= NEXT_NODES && PRODUCTS.has(start.type); step++) {
    const met = node?.inputs.find((name) => known.byName.has(name) && isPath(name));
    if (met !== undefined) return known.byName.get(met) ?? null;
    node = known.readers.get(node?.outputs[0] ?? "")?.[0]?.node;
  }
  return null;
}

function isPath(name: string): boolean {
  return name.includes(".");
}

function nameOfBlock({ tensor, readers }: LearnedTensor): string | null {
  const own = blockName(tensor.name);
  if (own !== null) return own;
  const told = new Set(readers.map(({ node }) => blockName(node.name)));
  const [only] = told;
  // A table that several blocks share belongs to none.
  return told.size === 1 ? (only ?? null) : null;
}

function widen(spans: Map<string, Span>, name: string, position: number): void {
  const span = spans.get(name);
  if (span === undefined) spans.set(name, { first: position, last: position });
  else {
    span.first = Math.min(span.first, position);
    span.last = Math.max(span.last, position);
  }
}

/** `stages.1` is no block where `stages.1.blocks.0` is one: what stands between belongs to the next block. */
function withoutParents(spans: ReadonlyMap<string, Span>): Map<string, Span> {
  const names = [...spans.keys()];
  const parents = names.filter((name) => names.some((other) => other.startsWith(`${name}.`)));
  return new Map([...spans].filter(([name]) => !parents.includes(name)));
}

/** The block that a position is in, or the next one. */
function depthAt(ordered: readonly Span[], position: number): number {
  const within = ordered.findIndex(({ first, last }) => first <= position && position <= last);
  if (within >= 0) return within + 1;
  const [start] = ordered;
  if (start !== undefined && position < start.first) return 0;
  const next = ordered.findIndex(({ first }) => first > position);
  return (next < 0 ? ordered.length : next) + 1;
}
