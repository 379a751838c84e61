/** Turns half precision into single precision: weights, constants, casts, inputs and outputs. */
import type { OnnxAttribute, OnnxModel, OnnxTensor, OnnxValueInfo } from "../model.ts";

const FLOAT32 = 1;
const FLOAT16 = 10;
const BFLOAT16 = 16;

export function widen(model: OnnxModel): OnnxModel {
  const { graph } = model;
  return {
    ...model,
    graph: {
      ...graph,
      initializers: graph.initializers.map(widenTensor),
      inputs: graph.inputs.map(widenInfo),
      outputs: graph.outputs.map(widenInfo),
      nodes: graph.nodes.map((node) => {
        if (node.attributes.size === 0) return node;
        const attributes = [...node.attributes].map(
          ([name, attribute]) => [name, widenAttribute(name, attribute)] as const,
        );
        return { ...node, attributes: new Map(attributes) };
      }),
    },
  };
}

function widenAttribute(name: string, attribute: OnnxAttribute): OnnxAttribute {
  if (attribute.kind === "tensor") return { kind: "tensor", value: widenTensor(attribute.value) };
  const isType = attribute.kind === "int" && (name === "to" || name === "dtype");
  return isType && isHalf(Number(attribute.value)) ? { kind: "int", value: BigInt(FLOAT32) } : attribute;
}

function widenInfo(info: OnnxValueInfo): OnnxValueInfo {
  return isHalf(info.elementType) ? { ...info, elementType: FLOAT32 } : info;
}

function isHalf(elementType: number): boolean {
  return elementType === FLOAT16 || elementType === BFLOAT16;
}

function widenTensor(tensor: OnnxTensor): OnnxTensor {
  const { elementType, data } = tensor;
  if (!isHalf(elementType) || !(data instanceof Uint8Array)) return tensor;
  const bits = new Uint16Array(new Uint8Array(data).buffer);
  const convert = elementType === FLOAT16 ? halfBits : (half: number) => half << 16;
  const wide = Uint32Array.from(bits, convert);
  return { ...tensor, elementType: FLOAT32, data: new Uint8Array(wide.buffer) };
}

/** The bits of a float16 as those of the equal float32 (IEEE 754: 1 sign, 5 exponent and 10 fraction bits). */
function halfBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // A subnormal half is a normal single: its leading one becomes the hidden bit.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
