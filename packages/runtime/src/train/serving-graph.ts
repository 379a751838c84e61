/** Builds the graph that answers: no targets, no dropout, weights fixed in the file, any number of rows. */
import { compileForward, GraphBuilder, inputsOf } from "@fuseline/autograd";
import { declareFeeds } from "../graph/declare-feeds.ts";
import type { BuiltGraph } from "../graph/graph-feed.ts";
import type { FeedBinding } from "../manifest.ts";
import type { NamedNumbers } from "./checkpoint.ts";
import { shapesOf } from "./compile-graphs.ts";
import type { TrainJob } from "./train-job.ts";

export interface ServingGraph {
  readonly onnx: Uint8Array;
  /** Inputs that the outputs depend on. */
  readonly feeds: readonly FeedBinding[];
  readonly built: BuiltGraph;
}

export function servingGraph(
  job: Pick<TrainJob, "sources" | "build" | "rows">,
  parameters: NamedNumbers,
): ServingGraph {
  const merged = new Map<string, Float32Array>();
  const g = new GraphBuilder({ training: false });
  const { feeds, bindings } = declareFeeds(g, shapesOf(job), {
    batch: "batch",
    supervised: false,
    tuning: { mode: "serve", numbers: parameters, merged },
  });
  const built = job.build(g, feeds, g.constant(1));
  const onnx = compileForward({
    builder: g,
    outputs: built.outputs,
    values: new Map([...Object.entries(parameters), ...merged]),
  });
  const used = inputsOf(g, Object.values(built.outputs));
  return { onnx, feeds: bindings.filter(({ input }) => used.has(input)), built };
}
