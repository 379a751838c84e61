/**
 * Puts K training steps into one run: the step becomes the body of an ONNX Loop. Parameters and optimiser state go
 * round inside the runtime, so on a device with memory of its own they cross its border once in K steps, not twice in
 * each. What differs from step to step (batch, masks, rate, number) is stacked, and the body takes its own slice.
 */
import { decodeModel } from "../onnx/decode-model.ts";
import { encodeModel } from "../onnx/encode-model.ts";
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxValueInfo } from "../onnx/model.ts";
import type { TrainStep } from "../train-step.ts";

export interface TrainLoop {
  /**
   * Inputs and outputs are called as in the single step. Stacked inputs, the loss and further outputs have one more
   * axis in front, [K, …]; parameters and state are as they were, and come back as they are after the last step.
   */
  readonly onnx: Uint8Array<ArrayBuffer>;
  /** Input that takes K, an int64 scalar: any number of steps from 1. */
  readonly countInput: string;
  /** Inputs that bring something else for every step. */
  readonly stacked: readonly string[];
}

const COUNT = "loop/steps";
const ITERATION = "loop/iteration";
const GO_ON = "loop/go-on";
const BODY = "body/";
const BOOL = 9;
const INT64 = 7;
/** The symbol of the axis that counts the steps. */
const STEPS = "steps";

export function loopSteps(step: TrainStep): TrainLoop {
  const { graph, ...model } = decodeModel(step.onnx);
  const carried = step.updates.map(({ input, output }) => ({
    input: named(graph.inputs, input),
    output: named(graph.outputs, output),
  }));
  const kept = new Set([...carried.map(({ input }) => input), ...step.parameters].map(({ name }) => name));
  const stacked = graph.inputs.filter(({ name }) => !kept.has(name));
  const scanned = [step.lossOutput, ...step.outputs].map((name) => named(graph.outputs, name));
  const loop: OnnxNode = {
    name: "loop",
    type: "Loop",
    domain: "",
    inputs: [COUNT, "", ...carried.map(({ input }) => input.name)],
    outputs: [...carried.map(({ output }) => output.name), ...scanned.map(({ name }) => name)],
    attributes: new Map([["body", { kind: "graph", value: bodyOf(graph, { carried, stacked, scanned }) }]]),
  };
  const fed = new Set(stacked.map(({ name }) => name));
  const onnx = encodeModel({
    ...model,
    graph: {
      name: graph.name,
      nodes: [loop],
      initializers: [],
      inputs: [
        { name: COUNT, elementType: INT64, dims: [] },
        ...graph.inputs.map((input) => (fed.has(input.name) ? withSteps(input) : input)),
      ],
      outputs: [...carried.map(({ output }) => output), ...scanned.map(withSteps)],
    },
  });
  return { onnx, countInput: COUNT, stacked: [...fed] };
}

interface BodyParts {
  readonly carried: readonly { readonly input: OnnxValueInfo; readonly output: OnnxValueInfo }[];
  readonly stacked: readonly OnnxValueInfo[];
  readonly scanned: readonly OnnxValueInfo[];
}

/**
 * (iteration, go on, parameters, state) → (go on, parameters′, state′, loss, outputs). Inner names are prefixed: ONNX
 * allows no name twice, inside and outside. Weights that no step changes keep theirs, for they are read from outside.
 */
function bodyOf(graph: OnnxGraph, { carried, stacked, scanned }: BodyParts): OnnxGraph {
  const own = new Set([...carried.map(({ input }) => input), ...stacked].map(({ name }) => name));
  const outside = new Set(graph.inputs.map(({ name }) => name).filter((name) => !own.has(name)));
  const inner = (name: string): string => (name === "" || outside.has(name) ? name : `${BODY}${name}`);
  const renamed = (value: OnnxValueInfo): OnnxValueInfo => ({ ...value, name: inner(value.name) });
  const slices = stacked.map(({ name }) => sliceNode(name, inner(name)));
  const nodes = graph.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(inner),
    outputs: node.outputs.map(inner),
  }));
  const goOn = `${BODY}${GO_ON}`;
  return {
    name: "step",
    nodes: [plainNode("Identity", [GO_ON], goOn), ...slices, ...nodes],
    initializers: graph.initializers.map((tensor) => ({ ...tensor, name: inner(tensor.name) })),
    inputs: [
      { name: ITERATION, elementType: INT64, dims: [] },
      { name: GO_ON, elementType: BOOL, dims: [] },
      ...carried.map(({ input }) => renamed(input)),
    ],
    outputs: [
      { name: goOn, elementType: BOOL, dims: [] },
      ...carried.map(({ output }) => renamed(output)),
      ...scanned.map(renamed),
    ],
  };
}

function sliceNode(from: string, to: string): OnnxNode {
  const axis: OnnxAttribute = { kind: "int", value: 0n };
  return { ...plainNode("Gather", [from, ITERATION], to), attributes: new Map([["axis", axis]]) };
}

function plainNode(type: string, inputs: readonly string[], output: string): OnnxNode {
  return { name: `loop/${output}`, type, domain: "", inputs, outputs: [output], attributes: new Map() };
}

function withSteps(value: OnnxValueInfo): OnnxValueInfo {
  return { ...value, dims: value.dims === null ? null : [STEPS, ...value.dims] };
}

function named(values: readonly OnnxValueInfo[], name: string): OnnxValueInfo {
  const value = values.find((candidate) => candidate.name === name);
  if (value === undefined) throw new Error(`The training step has no ${name}.`);
  return value;
}
