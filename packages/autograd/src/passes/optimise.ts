/** From the values asked for to the program that is written: pruned, shared and simplified. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { NamedOutput, Program } from "./program.ts";
import { prune } from "./prune.ts";
import { share } from "./share.ts";
import { simplify } from "./simplify.ts";

export function optimise(g: GraphBuilder, outputs: readonly NamedOutput[]): Program {
  return prune(share(simplify(prune({ nodes: g.nodes, outputs }))));
}
