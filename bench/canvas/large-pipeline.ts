/** A pipeline of many blocks: the sample's own, side by side in a square, as often as it takes. */
import type { Fuseline } from "@fuseline/e2e";

interface Placed {
  readonly position: { readonly x: number; readonly y: number };
}

interface End {
  readonly node: string;
  readonly port: string;
}

interface Wire {
  readonly from: End;
  readonly to: End;
}

interface Drawing {
  readonly nodes: { readonly [id: string]: Placed };
  readonly wires: { readonly [id: string]: Wire };
}

const WIDTH = 1500;
const HEIGHT = 1000;

/** Returns the id of the pipeline. */
export async function makeLargePipeline(fuseline: Fuseline, blocks: number): Promise<string> {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "emoji" },
    template: "sort-products",
    name: "Model",
  });
  const { document } = await fuseline.call<{ document: Drawing }>("pipelines.get", { pipelineId }, "GET");
  const { id } = await fuseline.call<{ id: string }>("pipelines.create", {
    document: { ...document, name: `${blocks} blocks`, ...copies(document, blocks) },
  });
  return id;
}

function copies({ nodes, wires }: Drawing, blocks: number): Drawing {
  const each = Object.keys(nodes).length;
  const count = Math.ceil(blocks / each);
  const columns = Math.ceil(Math.sqrt((count * HEIGHT) / WIDTH));
  const drawing: { nodes: { [id: string]: Placed }; wires: { [id: string]: Wire } } = {
    nodes: {},
    wires: {},
  };
  for (let copy = 0; copy < count; copy++) {
    const [left, top] = [(copy % columns) * WIDTH, Math.floor(copy / columns) * HEIGHT];
    const name = (id: string): string => `${id}-${copy}`;
    for (const [id, node] of Object.entries(nodes)) {
      if (Object.keys(drawing.nodes).length === blocks) break;
      const { x, y } = node.position;
      drawing.nodes[name(id)] = { ...node, position: { x: x + left, y: y + top } };
    }
    for (const [id, { from, to, ...rest }] of Object.entries(wires)) {
      const ends = { from: { ...from, node: name(from.node) }, to: { ...to, node: name(to.node) } };
      const drawn = [ends.from, ends.to].every(({ node }) => drawing.nodes[node] !== undefined);
      if (drawn) drawing.wires[name(id)] = { ...rest, ...ends };
    }
  }
  return drawing;
}
