/** What a frozen encoder gives: the vectors that its encode step computed. One vector a row arrives standardised. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { FittedFeed } from "@fuseline/runtime";
import type { EncodedPort } from "./encoded.ts";
import type { Feature } from "./graph.ts";

type Sources = { readonly [port in EncodedPort]?: FittedFeed };

/** Only ports whose source was asked for are built; the others cost nothing. */
export function encodedOutputs(
  g: GraphBuilder,
  sources: Sources,
): { readonly [port in EncodedPort]?: Feature } {
  const { embedding, features } = sources;
  return {
    ...(embedding === undefined ? {} : { embedding: encodedFeature(g, embedding) }),
    ...(features === undefined ? {} : { features: encodedFeature(g, features) }),
  };
}

function encodedFeature(g: GraphBuilder, feed: FittedFeed): Feature {
  const { columns } = feed;
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
