/** Finds the blocks of a model whose names are lost, from the graph alone. */
import type { OnnxModel, OnnxNode } from "../model.ts";
import type { LearnedTensor } from "./weights.ts";

/** A stretch of the graph between two places where a single tensor holds everything computed so far. */
interface Segment {
  /** Positions of its first and last node. */
  readonly from: number;
  readonly to: number;
  /** Operators in order. */
  readonly operators: string;
  /** The same, where convolutions tell their windows and whether they are grouped. */
  readonly forms: string;
  readonly weights: number;
  /** Whether something is carried past something else inside. */
  readonly branches: boolean;
}

/** Longest pattern looked for: attention and feed-forward, each with its sum and its normalisation, are four. */
const LONGEST_PERIOD = 6;
/** Part of the weights that a repetition must hold to be taken for the model's plan. */
const LEAST_SHARE = 0.6;

/**
 * Stretches of nodes [from, to], one per block, in order. Tensors that come from an input and went through a learned
 * tensor count; between nodes where only one of them is still needed, the graph is cut into segments. The blocks are
 * the longest repetition of a pattern of segments that holds most of the weights; else the segments that
 * branch inside (residual blocks), with those that do the same without adding it to their input, as they do where sizes
 * change (MobileNetV2); else all segments with weights.
 */
export function blocksByDepth(model: OnnxModel, learned: readonly LearnedTensor[]): [number, number][] {
  const segments = segmentsOf(model, learned);
  const pattern = repeated(segments);
  if (pattern !== null) return pattern;
  const residual = segments.filter(({ branches }) => branches).length >= 2;
  return residual ? residualBlocks(segments) : segments.map(({ from, to }) => [from, to]);
}

const SUM = " Add";

function residualBlocks(segments: readonly Segment[]): [number, number][] {
  const bodies = new Set(
    segments.flatMap(({ branches, forms }) =>
      branches && forms.endsWith(SUM) ? [forms.slice(0, -SUM.length)] : [],
    ),
  );
  const blocks: [number, number][] = [];
  for (let at = 0; at < segments.length; at++) {
    const segment = segments[at];
    const length = segment?.branches ? 1 : bodyLength(segments.slice(at, at + LONGEST_PERIOD), bodies);
    const last = segments[at + length - 1];
    if (length === 0 || segment === undefined || last === undefined) continue;
    blocks.push([segment.from, last.to]);
    at += length - 1;
  }
  return blocks;
}

/** How many of the next segments do together what a residual block does before its sum; 0: it begins none. */
function bodyLength(next: readonly Segment[], bodies: ReadonlySet<string>): number {
  const straight = next.findIndex(({ branches }) => branches);
  const lengths = next.slice(0, straight < 0 ? next.length : straight).map((_, i) => i + 1);
  const fits = (length: number): boolean =>
    bodies.has(
      next
        .slice(0, length)
        .map(({ forms }) => forms)
        .join(" "),
    );
  return lengths.find(fits) ?? 0;
}

function segmentsOf({ graph }: OnnxModel, learned: readonly LearnedTensor[]): Segment[] {
  const moving = movingValues(graph, learned);
  const last = new Map<string, number>();
  graph.nodes.forEach(({ inputs }, position) => {
    for (const name of inputs) last.set(name, position);
  });
  for (const { name } of graph.outputs) last.set(name, Number.POSITIVE_INFINITY);
  const reads = learned.map(({ readers }) => readers[0]?.position ?? 0);
  const sizes = new Map(learned.map(({ tensor }) => [tensor.name, tensor.dims]));
  const segments: Segment[] = [];
  const live = new Set<string>();
  let [from, most] = [0, 0];
  graph.nodes.forEach((node, position) => {
    for (const name of node.outputs) if (moving.has(name)) live.add(name);
    for (const name of live) if ((last.get(name) ?? -1) <= position) live.delete(name);
    most = Math.max(most, live.size);
    const weights = reads.filter((read) => read >= from && read <= position).length;
    const ends = position === graph.nodes.length - 1;
    if (weights === 0 || (!ends && live.size !== 1)) return;
    const own = graph.nodes.slice(from, position + 1);
    const computing = own.filter(({ outputs }) => outputs.some((name) => moving.has(name)));
    const operators = computing.map(({ type }) => type).join(" ");
    const forms = computing.map((node) => formOf(node, sizes)).join(" ");
    segments.push({ from, to: position, operators, forms, weights, branches: most > 1 });
    [from, most] = [position + 1, 0];
  });
  return segments;
}

function formOf(
  { type, inputs, attributes }: OnnxNode,
  sizes: ReadonlyMap<string, readonly number[]>,
): string {
  if (type !== "Conv") return type;
  const groups = attributes.get("group");
  const grouped = groups?.kind === "int" && groups.value > 1n ? " grouped" : "";
  return `Conv ${
    sizes
      .get(inputs[1] ?? "")
      ?.slice(2)
      .join("×") ?? ""
  }${grouped}`;
}

/** Values that depend both on the numbers of an input (not on its sizes alone) and on something learned. */
function movingValues(graph: OnnxModel["graph"], learned: readonly LearnedTensor[]): Set<string> {
  const fixed = new Set(graph.initializers.map(({ name }) => name));
  const fed = new Set(graph.inputs.map(({ name }) => name).filter((name) => !fixed.has(name)));
  const weighted = new Set(learned.map(({ tensor }) => tensor.name));
  for (const { type, inputs, outputs } of graph.nodes) {
    if (type !== "Shape" && inputs.some((name) => fed.has(name))) for (const name of outputs) fed.add(name);
    if (inputs.some((name) => weighted.has(name))) for (const name of outputs) weighted.add(name);
  }
  return new Set([...fed].filter((name) => weighted.has(name)));
}

/**
 * The repetition that covers most segments; among equals that of the shortest pattern, and of these the last (a block
 * ends with its normalisation where one follows every sum). Null where it holds too few weights.
 */
function repeated(segments: readonly Segment[]): [number, number][] | null {
  let best = { start: 0, period: 1, times: 1 };
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    for (let start = 0; start + 2 * period <= segments.length; start++) {
      const times = repetitions(segments, { start, period });
      const [covers, most] = [times * period, best.times * best.period];
      if (times >= 2 && (covers > most || (covers === most && period === best.period)))
        best = { start, period, times };
    }
  }
  const { start, period, times } = best;
  const covered = segments.slice(start, start + times * period);
  const weightsOf = (part: readonly Segment[]): number => part.reduce((sum, { weights }) => sum + weights, 0);
  if (times < 2 || weightsOf(covered) < LEAST_SHARE * weightsOf(segments)) return null;
  return Array.from({ length: times }, (_, time) => {
    const block = covered.slice(time * period, (time + 1) * period);
    return [block[0]?.from ?? 0, block.at(-1)?.to ?? 0];
  });
}

function repetitions(
  segments: readonly Segment[],
  { start, period }: { start: number; period: number },
): number {
  let length = period;
  while (
    start + length < segments.length &&
    segments[start + length]?.operators === segments[start + length - period]?.operators
  )
    length++;
  return Math.floor(length / period);
}
