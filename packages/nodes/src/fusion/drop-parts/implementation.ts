/** Hides whole parts while learning, so that the model works when one is missing. */
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
    outputs[port] = { ...feature, presence: presences[index] ?? feature.presence, optional: true };
  });
  return outputs;
});
