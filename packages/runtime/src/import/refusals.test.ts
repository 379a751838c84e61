import type { OnnxNode } from "@fuseline/autograd/onnx";
import { UserError } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { prepareEncoder } from "./prepare-encoder.ts";
import { node, smallFile } from "./testing/small-file.ts";

async function refusal(bytes: Uint8Array, dims: readonly number[] = [4], output = "y"): Promise<unknown> {
  const request = { model: "owner/model", file: "model.onnx", bytes, outputs: [output], dims: { x: dims } };
  const error: unknown = await prepareEncoder(request).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof UserError ? error.issue : error;
}

function fileOf(made: OnnxNode): Uint8Array {
  return smallFile({ nodes: [made], dims: [4] });
}

const XY = [["x"], ["y"]] as const;

describe("what cannot be differentiated is refused by the operator's name", () => {
  it.each([
    ["of another domain", node("FastGelu", XY, { domain: "com.microsoft" }), "domain", "com.microsoft"],
    ["that branches", node("If", XY), "control-flow", "If"],
    ["that repeats", node("Loop", XY), "control-flow", "Loop"],
    ["that computes in whole numbers", node("QLinearMatMul", XY), "quantised", "QLinearMatMul"],
    ["that unpacks whole numbers", node("DequantizeLinear", XY), "quantised", "DequantizeLinear"],
    ["without a gradient here", node("Hardmax", XY), "unknown", "it is not in the registry"],
  ] as const)("an operator %s", async (_, made, obstacle, detail) => {
    expect(await refusal(fileOf(made))).toMatchObject({
      code: "model-operator-untrainable",
      facts: { model: "owner/model", operator: made.type, node: made.name, obstacle, detail },
    });
  });

  it("an operator used in a form that has no gradient here", async () => {
    const pooled = node("MaxPool", XY, {
      attributes: [
        ["kernel_shape", { kind: "ints", value: [2n, 2n] }],
        ["storage_order", { kind: "int", value: 1n }],
      ],
    });
    expect(await refusal(smallFile({ nodes: [pooled], dims: [1, 4, 4] }), [1, 4, 4])).toMatchObject({
      code: "model-operator-untrainable",
      facts: {
        operator: "MaxPool",
        obstacle: "form",
        detail: expect.stringContaining("Places are counted row by row here"),
      },
    });
  });
});

describe("files that do not fit the request", () => {
  it("no ONNX file, no such output: each with its reason", async () => {
    const relu = fileOf(node("Relu", XY));
    const reasons = [await refusal(new TextEncoder().encode("<html>")), await refusal(relu, [4], "z")];
    expect(reasons).toMatchObject([
      { code: "model-file-invalid", facts: { file: "model.onnx" } },
      { code: "model-file-invalid", facts: { reason: "The model computes no tensor called z" } },
    ]);
  });
});
