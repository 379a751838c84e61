import { decodeModel, encodeModel, type ImportSource, type OnnxModel } from "@fuseline/autograd/onnx";
import { expect, it } from "vitest";
import { prepareEncoder } from "./prepare-encoder.ts";
import { dimsOf, fileOf, prepareFamily, RECORDED, type RecordedFamily } from "./testing/recorded-families.ts";

/** How many weights stand before the first block, in each, and after the last. */
function countsByDepth({ weights, blocks }: ImportSource): number[] {
  return Array.from(
    { length: blocks + 2 },
    (_, depth) => weights.filter((weight) => weight.depth === depth).length,
  );
}

const BERT = [5, 16, 16, 0];
const VIT = [4, 16, 16, 2];
const COUNTS: { readonly [family: string]: readonly number[] } = {
  bert: BERT,
  minilm: BERT,
  "e5-multilingual": BERT,
  "bert-dynamo": BERT,
  modernbert: [2, 6, 7, 1],
  vit: VIT,
  "vit-dynamo": VIT,
  deit: [5, 16, 16, 2],
  dinov2: [4, 18, 18, 2],
  "clip-vision": [5, 16, 16, 3],
  "clip-text": [2, 16, 16, 3],
  siglip: [4, 16, 16, 12],
  resnet: [2, 4, 6, 4, 0],
  "mobilenet-v2": [6, ...new Array<number>(16).fill(6), 2],
  mobilevit: [2, 6, 6, 6, 6, 47, 79, 63, 2],
  convnext: [4, 9, 13, 13, 9, 2],
  whisper: [5, 15, 15, 2],
  clap: [6, 17, 17, 20, 17, 6],
  gpt2: [2, 12, 12, 2],
  llama: [1, 9, 9, 1],
};

it.each(Object.entries(RECORDED))(
  "%s: every weight is at the depth its name tells",
  async (name, recorded) => {
    expect(countsByDepth(await prepareFamily(name, recorded))).toEqual(COUNTS[name]);
  },
);

/** In these no pattern of segments repeats: windows shift, attention is local in turn, or blocks are of several kinds. */
const OWN_BLOCKS: { readonly [family: string]: number } = {
  modernbert: 4,
  mobilevit: 17,
  clap: 9,
};

it.each(Object.entries(RECORDED))("%s: blocks are found without names too", async (name, recorded) => {
  const nameless = await prepareNameless(name, recorded);
  const own = OWN_BLOCKS[name];
  if (own === undefined) expect(countsByDepth(nameless)).toEqual(COUNTS[name]);
  else expect(nameless.blocks).toBe(own);
});

function prepareNameless(name: string, recorded: RecordedFamily): Promise<ImportSource> {
  const bytes = encodeModel(withoutNames(decodeModel(fileOf(name))));
  return prepareEncoder({ model: name, file: name, bytes, outputs: ["output"], dims: dimsOf(recorded) });
}

/** The same computation, with numbers for names of everything inside. */
function withoutNames(model: OnnxModel): OnnxModel {
  const { graph } = model;
  const kept = new Set([...graph.inputs, ...graph.outputs].map(({ name }) => name).concat(""));
  const names = new Map<string, string>();
  const renamed = (name: string): string => {
    if (kept.has(name)) return name;
    const known = names.get(name) ?? `t${names.size}`;
    names.set(name, known);
    return known;
  };
  const initializers = graph.initializers.map((tensor) => ({ ...tensor, name: renamed(tensor.name) }));
  const nodes = graph.nodes.map((node, i) => ({
    ...node,
    name: `n${i}`,
    inputs: node.inputs.map(renamed),
    outputs: node.outputs.map(renamed),
  }));
  return { ...model, graph: { ...graph, initializers, nodes } };
}
