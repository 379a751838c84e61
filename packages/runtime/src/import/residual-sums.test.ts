import { GraphBuilder, type Value } from "@fuseline/autograd";
import { importGraph, type ResidualBranch } from "@fuseline/autograd/onnx";
import { describe, expect, it } from "vitest";
import { prepareFamily, RECORDED, type RecordedFamily } from "./testing/recorded-families.ts";

interface Met extends ResidualBranch {
  readonly added: Value;
}

async function residualsOf(name: string, recorded: RecordedFamily): Promise<Met[]> {
  const met: Met[] = [];
  importGraph({
    builder: new GraphBuilder({ training: true }),
    source: await prepareFamily(name, recorded),
    residual(_, added, branch) {
      met.push({ ...branch, added });
      return added;
    },
  });
  return met;
}

/** Block of every residual sum, in the order of the graph: attention and feed-forward in transformers. */
const BLOCKS: { readonly [family: string]: readonly number[] } = {
  ...Object.fromEntries(
    [
      ...["bert", "minilm", "e5-multilingual", "bert-dynamo", "modernbert", "vit", "vit-dynamo", "deit"],
      ...["dinov2", "clip-vision", "clip-text", "siglip", "whisper", "gpt2", "llama"],
    ].map((family) => [family, [0, 0, 1, 1]]),
  ),
  // Where a stage begins, the shortcut is a convolution of its own, or there is none.
  resnet: [0, 2],
  "mobilenet-v2": [1, 3, 4, 6, 7, 8, 10, 11, 13, 14],
  mobilevit: [0, 2, 3, ...new Array(4).fill(4), ...new Array(8).fill(5), ...new Array(6).fill(6)],
  convnext: [0, 1, 2, 3],
  clap: [0, 0, 1, 1, 2, 2, 3, 3],
};

describe.each(Object.entries(RECORDED))("%s", (name, recorded) => {
  it("adds what its blocks compute to their inputs", async () => {
    const met = await residualsOf(name, recorded);
    expect(met.map(({ block }) => block)).toEqual(BLOCKS[name]);
  });
});
