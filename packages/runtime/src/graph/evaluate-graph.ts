/** Evaluates a graph without weights over rows of fulfilled sources: what stands before anything that learns. */
import { compileForward, GraphBuilder, inputsOf, type Value } from "@fuseline/autograd";
import type { EncodedSource } from "../encode/encoded-source.ts";
import { type ForwardOutputs, forward } from "../predict/forward.ts";
import { openSession } from "../session/open-session.ts";
import { shapesOf } from "../train/compile-graphs.ts";
import type { RowParts } from "../train/train-job.ts";
import { declareFeeds } from "./declare-feeds.ts";
import type { FittedFeed } from "./graph-feed.ts";

export interface PlainGraph {
  readonly job: {
    readonly sources: { readonly [name: string]: EncodedSource };
    /** Feeds are prepared by the training rows, as they are for a trainer with this job. */
    readonly rows: RowParts;
  };
  readonly rows: readonly number[];
  /** Every output has one entry per row. */
  build(
    g: GraphBuilder,
    feeds: { readonly [source: string]: FittedFeed },
  ): { readonly [output: string]: Value };
}

/** @throws Error when an output depends on a weight: it would have to be learnt first */
export async function evaluateGraph({ job, rows, build }: PlainGraph): Promise<ForwardOutputs> {
  const g = new GraphBuilder({ training: false });
  const { feeds, bindings } = declareFeeds(g, shapesOf(job), {
    batch: "batch",
    supervised: false,
    tuning: { mode: "frozen" },
  });
  const outputs = build(g, feeds);
  const used = inputsOf(g, Object.values(outputs));
  const session = await openSession(compileForward({ builder: g, outputs, values: new Map() }));
  try {
    const weight = session.inputNames.find((name) => !used.has(name));
    if (weight !== undefined) throw new Error(`${weight} would have to be learnt first`);
    const manifest = {
      feeds: bindings.filter(({ input }) => used.has(input)),
      sources: Object.fromEntries(Object.entries(job.sources).map(([name, { recipe }]) => [name, recipe])),
    };
    const arrays = Object.fromEntries(
      Object.entries(job.sources).map(([name, source]) => [name, source.arrays]),
    );
    return await forward(session, manifest, { arrays, rows });
  } finally {
    await session.release();
  }
}
