/**
 * What an encoder gives: the vectors that its encode step computed where it is frozen, else those of its own graph.
 * One vector a row arrives standardised.
 */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { FittedFeed, TuneOptions } from "@fuseline/runtime";
import type { EncodedPort } from "./encoded.ts";
import type { Feature } from "./graph.ts";

type Sources = { readonly [port in EncodedPort]?: FittedFeed };

/**
 * Only ports whose source was asked for are built; the others cost nothing. Where both are wired and the encoder learns,
 * each port has its own copy of what learns.
 */
export function encodedOutputs(
  g: GraphBuilder,
  sources: Sources,
  options: TuneOptions,
): { readonly [port in EncodedPort]?: Feature } {
  const { embedding, features } = sources;
  return {
    ...(embedding === undefined
      ? {}
      : { embedding: g.scope("embedding", () => encodedFeature(g, embedding, options)) }),
    ...(features === undefined
      ? {}
      : { features: g.scope("features", () => encodedFeature(g, features, options)) }),
  };
}

function encodedFeature(g: GraphBuilder, feed: FittedFeed, options: TuneOptions): Feature {
  const { columns } = feed;
  if (feed.kind === "encoder") {
    const { value, mask } = feed.build(g, options);
    const base = { type: "feature", presence: feed.presence, columns } as const;
    return mask === null
      ? { ...base, shape: "embedding", value }
      : { ...base, shape: "sequence", value: unitSpread(g, value), mask };
  }
  if (feed.kind === "vector") {
    return {
      type: "feature",
      shape: "embedding",
      value: feed.value,
      presence: feed.presence,
      columns,
    };
  }
  if (feed.kind === "sequence") {
    const { value, mask, presence } = feed;
    return { type: "feature", shape: "sequence", value: unitSpread(g, value), mask, presence, columns };
  }
  throw new Error(`an encoder gives vectors, not ${feed.kind}`);
}

/** x · √D / ‖x‖: every model's vectors arrive with numbers of about one, whatever its own scale. */
function unitSpread(g: GraphBuilder, x: Value): Value {
  const axis = x.rank - 1;
  const meanSquare = g.reduceMean(g.mul(x, x), [axis], true);
  return g.div(x, g.sqrt(g.add(meanSquare, 1e-12)));
}
