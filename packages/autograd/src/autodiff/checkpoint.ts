/**
 * Recomputation (gradient checkpointing, Chen et al. 2016): values that the backward part reads are computed a second
 * time when it needs them, instead of being kept from the forward part. The same operators read the same numbers, masks
 * of dropout included, so gradients stay the same to the last bit.
 */
import type { Node } from "../ir/node.ts";
import { isFloat } from "../ir/tensor.ts";
import { Value } from "../ir/value.ts";
import { bytesOf, storageOf } from "../passes/buffers.ts";
import { type Program, substituted } from "../passes/program.ts";
import { LateNodes } from "./late.ts";
import { type Segment, segmentsOf } from "./segments.ts";

/** What of a segment is computed again: all but costly products, or everything. */
export type Depth = "cheap" | "full";

/** Kept where the rest of a segment is computed again. */
const COSTLY = new Set(["MatMul", "Gemm", "Einsum", "Conv", "NchwcConv", "ConvTranspose", "LSTM", "Softmax"]);
/** Less is not worth the nodes. */
const LEAST_BYTES = 1 << 18;

export class Checkpoints {
  /** In the order of the forward part: those that have something to compute again. */
  readonly segments: readonly Segment[];
  private readonly forward: number;
  private readonly moving: ReadonlySet<Value>;
  private readonly storage: (value: Value) => Value;
  private readonly places = new Map<Value, number>();
  private readonly readers = new Map<Value, number[]>();

  /** @param loss ends the forward part */
  constructor(
    private readonly program: Program,
    loss: Value,
  ) {
    const { nodes, outputs } = program;
    const read = (value: Value, place: number): void => {
      const known = this.readers.get(value);
      if (known === undefined) this.readers.set(value, [place]);
      else known.push(place);
    };
    nodes.forEach((node, place) => {
      for (const output of node.outputs) this.places.set(output, place);
      for (const input of node.inputs) if (input !== null) read(input, place);
    });
    for (const { value } of outputs) read(value, nodes.length);
    this.forward = (this.places.get(loss) ?? -1) + 1;
    this.moving = movingValues(nodes);
    this.storage = storageOf(nodes);
    const all = segmentsOf(nodes, this.forward, this.moving);
    // The last one would be computed again as soon as it was computed.
    this.segments = all.filter((segment) => this.planOf(segment, "full") !== null).slice(0, -1);
  }

  /** The program with these segments computed again, `depths[i]` of `segments[i]`; null: kept as it is. */
  recomputing(depths: readonly (Depth | null)[]): Program {
    const plans = this.segments.flatMap((segment, i) => {
      const depth = depths[i] ?? null;
      const plan = depth === null ? null : this.planOf(segment, depth);
      return plan === null ? [] : [plan];
    });
    const { nodes, outputs } = this.program;
    const rewritten: Node[] = [];
    const again = new Map<Value, Value>();
    let begun = this.forward;
    nodes.forEach((node, place) => {
      const here = plans.filter(({ needed }) => needed === place);
      for (const plan of here) rewritten.push(...this.copies(plan, { again, since: begun }));
      if (here.length > 0) begun = place;
      rewritten.push(place < this.forward ? node : substituted(node, again));
    });
    return { nodes: rewritten, outputs };
  }

  /** What to compute again, and from what; null when too little is saved. */
  private planOf(segment: Segment, depth: Depth): Plan | null {
    const kept = this.program.nodes
      .slice(segment.from, segment.to)
      .flatMap(({ outputs }) => outputs.filter((output) => this.moving.has(output) && this.isKept(output)));
    const targets = kept.filter((value) => !this.stays(value, segment, depth));
    const nodes = new Set<number>();
    const sources = new Set<Value>();
    const visit = (value: Value): void => {
      if (!this.moving.has(value)) return;
      const place = this.places.get(value);
      if (place === undefined || place < segment.from || this.stays(value, segment, depth)) {
        sources.add(value);
        return;
      }
      if (nodes.has(place)) return;
      nodes.add(place);
      for (const input of this.program.nodes[place]?.inputs ?? []) if (input !== null) visit(input);
    };
    for (const target of targets) visit(target);
    const needed = Math.min(...targets.flatMap((value) => this.readsBehind(value)));
    const staying = new Set(kept.filter((value) => !targets.includes(value)).map(this.storage));
    const freed = new Set(targets.map(this.storage).filter((value) => !staying.has(value)));
    const held = new Set([...sources].filter((value) => !this.isKept(value)).map(this.storage));
    const saved = sum([...freed].map(bytesOf)) - sum([...held].filter(isComputed).map(bytesOf));
    if (saved < LEAST_BYTES) return null;
    return { nodes: [...nodes].sort((a, b) => a - b), targets, sources, needed };
  }

  /** Whether the value is kept although its segment is computed again. */
  private stays(value: Value, { to }: Segment, depth: Depth): boolean {
    const owner = this.storage(value);
    const leaves = (this.readers.get(owner) ?? []).some((place) => place >= to && place < this.forward);
    const own = (this.readers.get(value) ?? []).some((place) => place >= to && place < this.forward);
    if (leaves || own) return true;
    return depth === "cheap" && owner.origin.kind === "node" && COSTLY.has(owner.origin.node.type);
  }

  /** Whether the backward part reads it. */
  private isKept(value: Value): boolean {
    return this.readsBehind(value).length > 0;
  }

  private readsBehind(value: Value): number[] {
    return (this.readers.get(value) ?? []).filter((place) => place >= this.forward);
  }

  /** The nodes of a plan once more, reading late. */
  private copies(plan: Plan, { again, since }: { again: Map<Value, Value>; since: number }): Node[] {
    const first = this.program.nodes[plan.nodes[0] ?? 0];
    const name = `${first?.name ?? ""}#again`;
    const late = new LateNodes({ name, scope: first?.scope ?? "" }, this.awaited(since, plan.needed));
    const by = new Map<Value, Value>();
    for (const source of plan.sources) by.set(source, late.late(source));
    const copies = plan.nodes.flatMap((place) => {
      const node = this.program.nodes[place];
      return node === undefined ? [] : [copyOf(substituted(node, by), by)];
    });
    for (const target of plan.targets) {
      const copy = by.get(target);
      if (copy !== undefined) again.set(target, copy);
    }
    return [...late.nodes, ...copies];
  }

  /** What the backward part made since then and still reads from here on: gradients that arrived. */
  private awaited(since: number, until: number): Value[] {
    const made = this.program.nodes.slice(since, until).flatMap(({ outputs }) => outputs);
    const arrived = made.filter(
      (value) => isFloat(value.dtype) && (this.readers.get(value) ?? []).some((place) => place >= until),
    );
    const loss = this.program.nodes[this.forward - 1]?.outputs[0];
    return arrived.length > 0 || loss === undefined ? arrived : [loss];
  }
}

interface Plan {
  /** Places of the nodes to compute again, in order. */
  readonly nodes: readonly number[];
  readonly targets: readonly Value[];
  /** What they are computed from. */
  readonly sources: ReadonlySet<Value>;
  /** Place of the first node that reads a target. */
  readonly needed: number;
}

/** Values that depend on what a step is fed; weights and what is made of them alone stay. */
function movingValues(nodes: readonly Node[]): Set<Value> {
  const moving = new Set<Value>();
  for (const { inputs, outputs } of nodes) {
    for (const input of inputs)
      if (input?.origin.kind === "input" || input?.origin.kind === "random") moving.add(input);
    if (inputs.some((input) => input !== null && moving.has(input)))
      for (const output of outputs) moving.add(output);
  }
  return moving;
}

/** @param by gets the outputs of the copy for those of the node */
function copyOf(node: Node, by: Map<Value, Value>): Node {
  const outputs: Value[] = [];
  const copy: Node = { ...node, name: `${node.name}#again`, outputs };
  for (const output of node.outputs) {
    const { graph, name, type } = output;
    const value = new Value({ graph, name: `${name}#again`, type, origin: { kind: "node", node: copy } });
    outputs.push(value);
    by.set(output, value);
  }
  return copy;
}

function isComputed({ origin }: Value): boolean {
  return origin.kind === "node";
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
