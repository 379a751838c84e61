/** Projection: changes the size of vectors. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { type Activation, activate } from "./activate.ts";
import { dropout } from "./dropout.ts";
import { linear } from "./linear.ts";

export interface ProjectOptions {
  readonly width: number;
  /** 1: y = Wx + b. More: an activation between them, inner size = width. */
  readonly layers: number;
  readonly activation: Activation;
  readonly dropout: number;
}

/** x [.., D] → [.., width]: W₂·act(W₁x + b₁) + b₂ with two layers. */
export function project(g: GraphBuilder, x: Value, options: ProjectOptions): Value {
  let y = x;
  for (let index = 0; index < options.layers; index++) {
    const inner = index === 0 ? y : dropout(g, activate(g, y, options.activation), options.dropout);
    y = linear(g, inner, options.width, { scope: `layer${index}` });
  }
  return y;
}
