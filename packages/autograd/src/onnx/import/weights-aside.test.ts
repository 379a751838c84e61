import { describe, expect, it } from "vitest";
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.ts";
import { setWeightsAside } from "./weights-aside.ts";

const FLOAT32 = 1;

function weight(name: string, dims: readonly number[]): OnnxTensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { name, elementType: FLOAT32, dims, data: new Uint8Array(4 * size) };
}

function modelOf(initializers: readonly OnnxTensor[], nodes: readonly Pick<OnnxNode, "type" | "inputs">[]) {
  const model: Partial<OnnxModel["graph"]> = {
    initializers,
    nodes: nodes.map((node, i) => ({
      name: `${i}`,
      domain: "",
      outputs: [`y${i}`],
      attributes: {},
      ...node,
    })) as never,
    inputs: [
      { name: "x", elementType: FLOAT32, dims: [2, 256] },
      { name: "ids", elementType: 7, dims: [2, 8] },
    ],
    outputs: [{ name: "y0", elementType: FLOAT32, dims: [2, 256] }],
  };
  return { graph: model } as OnnxModel;
}

const names = (values: readonly { readonly name: string }[]) => values.map(({ name }) => name);

describe("weights set aside", () => {
  const large = weight("large", [256, 256]);
  const small = weight("small", [256, 2]);
  const table = weight("table", [300, 256]);

  it("are the large operands of products and tables for ids, and come back as they were", () => {
    const model = modelOf(
      [large, small, table],
      [
        { type: "MatMul", inputs: ["x", "large"] },
        { type: "MatMul", inputs: ["x", "small"] },
        { type: "Gather", inputs: ["table", "ids"] },
      ],
    );
    const aside = setWeightsAside(model);
    expect(names(aside.model.graph.initializers)).toEqual(["small"]);
    expect(names(aside.model.graph.inputs)).toEqual(["x", "ids", "large", "table"]);
    const { graph } = aside.restored(aside.model);
    expect(names(graph.inputs)).toEqual(["x", "ids"]);
    expect(graph.initializers.find(({ name }) => name === "large")).toBe(large);
  });

  it("stay where something can be folded into them or out of them", () => {
    const transposed = modelOf([large], [{ type: "Transpose", inputs: ["large"] }]);
    const chosen = modelOf([table], [{ type: "Gather", inputs: ["table", "computed"] }]);
    const normalised = modelOf(
      [large],
      [
        { type: "MatMul", inputs: ["x", "large"] },
        { type: "BatchNormalization", inputs: ["y0"] },
      ],
    );
    for (const model of [transposed, chosen, normalised])
      expect(setWeightsAside(model).model.graph.initializers).toHaveLength(1);
  });
});
