/**
 * Makes the processor round what is in float16. It has no such kernels: ONNX Runtime computes these nodes in float32 and
 * leaves the casts around them out. Here the nodes are in float32 themselves, and every number they give is rounded.
 */
import { decodeModel } from "../onnx/decode-model.ts";
import { codeOf } from "../onnx/element-type.ts";
import { encodeModel } from "../onnx/encode-model.ts";
import type { OnnxNode } from "../onnx/model.ts";

export function withRoundedHalves(onnx: Uint8Array): Uint8Array<ArrayBuffer> {
  const model = decodeModel(onnx);
  const half = BigInt(codeOf("float16"));
  const rounded = new Map<string, string>();
  const nodes = model.graph.nodes.flatMap((node): OnnxNode[] => {
    const inputs = node.inputs.map((name) => rounded.get(name) ?? name);
    const to = node.attributes.get("to");
    const toHalf = to?.kind === "int" && to.value === half;
    const inHalf = node.type !== "Cast" && node.inputs.some((name) => rounded.has(name));
    if (!toHalf && (!inHalf || COMPARISONS.has(node.type))) return [{ ...node, inputs }];
    for (const output of node.outputs) rounded.set(output, `${output}/rounded`);
    const back = node.outputs.map((output) =>
      castNode(`${output}${toHalf ? "" : "/short"}`, `${output}/rounded`, "float32"),
    );
    if (toHalf) return [{ ...node, inputs }, ...back];
    return [
      { ...node, inputs },
      ...node.outputs.map((output) => castNode(output, `${output}/short`, "float16")),
      ...back,
    ];
  });
  return encodeModel({ ...model, graph: { ...model.graph, nodes } });
}

const COMPARISONS = new Set(["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"]);

function castNode(from: string, to: string, dtype: "float16" | "float32"): OnnxNode {
  const attributes = new Map([["to", { kind: "int", value: BigInt(codeOf(dtype)) } as const]]);
  return { name: `cast/${to}`, type: "Cast", domain: "", inputs: [from], outputs: [to], attributes };
}
