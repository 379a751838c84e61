/** From the values asked for to the program that is written: pruned, rewritten, shared and simplified. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { NamedOutput, Program } from "./program.ts";
import { prune } from "./prune.ts";
import { share } from "./share.ts";
import { simplify } from "./simplify.ts";

/** Makes another program of the one asked for, before equal parts of it are joined. */
export type Rewrite = (program: Program) => Program;

export function optimise(
  g: GraphBuilder,
  outputs: readonly NamedOutput[],
  rewrite: Rewrite = (program) => program,
): Program {
  return prune(share(simplify(rewrite(prune({ nodes: g.nodes, outputs })))));
}
