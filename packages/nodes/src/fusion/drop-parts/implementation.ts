/** Hides whole parts while learning, so that the model works when one is missing. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { dropParts as hide } from "@fuseline/layers";
import { type Feature, implement } from "../../define/graph.ts";
import { featuresOf } from "../../define/graph-values.ts";
import { dropParts } from "./definition.ts";

const PORTS = ["part1", "part2", "part3", "part4", "part5", "part6"] as const;
type Port = (typeof PORTS)[number];

export const dropPartsGraph = implement(dropParts, (g, { params, inputs }) => {
  const wired = PORTS.flatMap((port) =>
    featuresOf(inputs[port]).map((feature): [Port, Feature] => [port, feature]),
  );
  const presences = hide(
    g,
    wired.map(([, feature]) => feature.presence),
    params.chance,
  );
  const outputs: { [port in Port]?: Feature } = {};
  wired.forEach(([port, feature], index) => {
    outputs[port] = hiddenBy(g, feature, presences[index] ?? feature.presence);
  });
  return outputs;
});

/** Zeros, no token to look at, presence 0: a hidden part reads as an empty cell does. */
function hiddenBy(g: GraphBuilder, feature: Feature, presence: Value): Feature {
  const axes = Array.from({ length: feature.value.rank - 1 }, (_, axis) => axis + 1);
  return {
    ...feature,
    value: g.mul(feature.value, g.unsqueeze(presence, axes)),
    presence,
    ...(feature.mask === undefined ? {} : { mask: g.mul(feature.mask, g.unsqueeze(presence, [1])) }),
    optional: true,
  };
}
