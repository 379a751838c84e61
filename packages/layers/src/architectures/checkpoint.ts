/** A place in a checkpoint's tree of names: makes parameters there and remembers which block each belongs to. */
import type { GraphBuilder, Init, ParameterOptions, Value } from "@fuseline/autograd";
import { dropout } from "../dropout.ts";
import { TRANSFORMER_INIT } from "../linear.ts";
import { stochasticDepth } from "../stochastic-depth.ts";
import type { Block, BuildOptions, EncoderParameter } from "./encoder.ts";

interface Place {
  /** With a dot at the end, or empty. */
  readonly path: string;
  readonly block: Block;
}

export class Checkpoint {
  readonly g: GraphBuilder;
  readonly options: BuildOptions;
  /** All parameters made so far, of the whole tree. */
  readonly parameters: EncoderParameter[];
  readonly #place: Place;
  readonly #blocks: number;

  private constructor(
    fields: Pick<Checkpoint, "g" | "options" | "parameters">,
    place: Place,
    blocks: number,
  ) {
    this.g = fields.g;
    this.options = fields.options;
    this.parameters = fields.parameters;
    this.#place = place;
    this.#blocks = blocks;
  }

  static root(g: GraphBuilder, options: BuildOptions, blocks: number): Checkpoint {
    return new Checkpoint({ g, options, parameters: [] }, { path: "", block: "stem" }, blocks);
  }

  /** `encoder.layer.3` of this place; in the same block unless another is named. */
  at(name: string, block: Block = this.#place.block): Checkpoint {
    return new Checkpoint(this, { path: `${this.#place.path}${name}.`, block }, this.#blocks);
  }

  get block(): Block {
    return this.#place.block;
  }

  /** Without the dot at the end. */
  get name(): string {
    return this.#place.path.slice(0, -1);
  }

  tensor(name: string, dims: readonly number[], rest: { init?: Init } & ParameterOptions = {}): Value {
    const full = `${this.#place.path}${name}`;
    const { init = TRANSFORMER_INIT, ...own } = rest;
    const parameter = { name: full, dims, block: this.block };
    this.parameters.push(parameter);
    const data = this.options.weights?.get(full);
    return this.g.param(full, dims, data === undefined ? init : { kind: "values", data }, {
      ...this.options.parameter?.(parameter),
      ...own,
    });
  }

  /** Names the nodes that are built inside after this place. */
  nodes<T>(build: () => T): T {
    return this.g.scope(this.name, build);
  }

  /** x + branch, where parts of the branch may be dropped while learning. */
  residual(x: Value, branch: Value): Value {
    const { g } = this;
    const kept = dropout(g, branch, this.options.dropout ?? 0);
    return g.add(x, this.#dropRows(kept));
  }

  #dropRows(branch: Value): Value {
    if (typeof this.block !== "number") return branch;
    const share = this.options.stochasticDepth ?? 0;
    return stochasticDepth(this.g, branch, { share, block: this.block, blocks: this.#blocks });
  }
}
