/** Reads an ONNX file. Documentation strings, inferred types and training information are left out. */
import { decodeTensor } from "./decode-tensor.ts";
import { bytesOf, floatsOf, integerOf, integersOf, textOf } from "./field-value.ts";
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from "./model.ts";
import { readFields } from "./protobuf-reader.ts";

/** @throws Error on bytes that are no ONNX file, and on local functions, sparse or external weights, by name */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  const opsets: { domain: string; version: number }[] = [];
  const metadata = new Map<string, string>();
  let [irVersion, producer] = [0, ""];
  let graph: OnnxGraph | null = null;
  for (const field of readFields(bytes)) {
    if (field.field === 1) irVersion = integerOf(field);
    else if (field.field === 2) producer = textOf(field);
    else if (field.field === 7) graph = decodeGraph(bytesOf(field));
    else if (field.field === 8) opsets.push(decodeOpset(bytesOf(field)));
    else if (field.field === 14) metadata.set(...decodeEntry(bytesOf(field)));
    else if (field.field === 25)
      throw new Error("The ONNX file defines functions of its own, which is not supported.");
  }
  if (graph === null || opsets.length === 0) throw new Error("These bytes are not an ONNX model.");
  return { irVersion, producer, opsets, metadata, graph };
}

function decodeGraph(bytes: Uint8Array): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValueInfo[] = [];
  const outputs: OnnxValueInfo[] = [];
  let name = "";
  for (const field of readFields(bytes)) {
    if (field.field === 1) nodes.push(decodeNode(bytesOf(field)));
    else if (field.field === 2) name = textOf(field);
    else if (field.field === 5) initializers.push(decodeTensor(bytesOf(field)));
    else if (field.field === 11) inputs.push(decodeValueInfo(bytesOf(field)));
    else if (field.field === 12) outputs.push(decodeValueInfo(bytesOf(field)));
    else if (field.field === 15)
      throw new Error("The ONNX file holds sparse weights, which is not supported.");
  }
  return { name, nodes, initializers, inputs, outputs };
}

function decodeNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  let [name, type, domain] = ["", "", ""];
  for (const field of readFields(bytes)) {
    if (field.field === 1) inputs.push(textOf(field));
    else if (field.field === 2) outputs.push(textOf(field));
    else if (field.field === 3) name = textOf(field);
    else if (field.field === 4) type = textOf(field);
    else if (field.field === 5) attributes.set(...decodeAttribute(bytesOf(field)));
    else if (field.field === 7) domain = textOf(field);
  }
  // "ai.onnx" is another way to write the default domain.
  return { name, type, domain: domain === "ai.onnx" ? "" : domain, inputs, outputs, attributes };
}

/** The kind is told by the field that holds the value; a list may be empty, then only field 20 tells it. */
function decodeAttribute(bytes: Uint8Array): [string, OnnxAttribute] {
  const floats: number[] = [];
  const ints: bigint[] = [];
  const strings: Uint8Array[] = [];
  let name = "";
  let kind = 0;
  let single: OnnxAttribute | null = null;
  for (const field of readFields(bytes)) {
    if (field.field === 1) name = textOf(field);
    else if (field.field === 2) single = { kind: "float", value: floatsOf(field)[0] ?? 0 };
    else if (field.field === 3) single = { kind: "int", value: integersOf(field)[0] ?? 0n };
    else if (field.field === 4) single = { kind: "string", value: bytesOf(field) };
    else if (field.field === 5) single = { kind: "tensor", value: decodeTensor(bytesOf(field)) };
    else if (field.field === 6) single = { kind: "graph", value: decodeGraph(bytesOf(field)) };
    else if (field.field === 7) floats.push(...floatsOf(field));
    else if (field.field === 8) ints.push(...integersOf(field));
    else if (field.field === 9) strings.push(bytesOf(field));
    else if (field.field === 20) kind = integerOf(field);
  }
  if (kind === 6 || floats.length > 0) return [name, { kind: "floats", value: floats }];
  if (kind === 7 || ints.length > 0) return [name, { kind: "ints", value: ints }];
  if (kind === 8 || strings.length > 0) return [name, { kind: "strings", value: strings }];
  return [name, single ?? emptyAttribute(name, kind)];
}

/** proto3 writers leave zeros and empty strings out. */
function emptyAttribute(name: string, kind: number): OnnxAttribute {
  if (kind === 1) return { kind: "float", value: 0 };
  if (kind === 2) return { kind: "int", value: 0n };
  if (kind === 3) return { kind: "string", value: new Uint8Array() };
  throw new Error(`The attribute ${name} is of a kind (${kind}) that is not supported.`);
}

function decodeValueInfo(bytes: Uint8Array): OnnxValueInfo {
  let name = "";
  let elementType = 0;
  let dims: OnnxValueInfo["dims"] = null;
  for (const field of readFields(bytes)) {
    if (field.field === 1) name = textOf(field);
    if (field.field !== 2) continue;
    for (const type of readFields(bytesOf(field))) {
      if (type.field !== 1) continue;
      for (const tensor of readFields(bytesOf(type))) {
        if (tensor.field === 1) elementType = integerOf(tensor);
        else if (tensor.field === 2) dims = decodeShape(bytesOf(tensor));
      }
    }
  }
  return { name, elementType, dims };
}

function decodeShape(bytes: Uint8Array): (number | string | null)[] {
  const dims: (number | string | null)[] = [];
  for (const field of readFields(bytes)) {
    if (field.field !== 1) continue;
    let dim: number | string | null = null;
    for (const size of readFields(bytesOf(field))) {
      if (size.field === 1) dim = integerOf(size);
      else if (size.field === 2) dim = textOf(size);
    }
    dims.push(dim);
  }
  return dims;
}

function decodeOpset(bytes: Uint8Array): { domain: string; version: number } {
  let [domain, version] = ["", 0];
  for (const field of readFields(bytes)) {
    if (field.field === 1) domain = textOf(field);
    else if (field.field === 2) version = integerOf(field);
  }
  return { domain, version };
}

function decodeEntry(bytes: Uint8Array): [string, string] {
  let [key, value] = ["", ""];
  for (const field of readFields(bytes)) {
    if (field.field === 1) key = textOf(field);
    else if (field.field === 2) value = textOf(field);
  }
  return [key, value];
}
