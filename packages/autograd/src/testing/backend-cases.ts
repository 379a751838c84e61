/** The ONNX project's backend tests as recorded in fixtures/onnx-backend, run through our builder, encoder and runtime. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { GraphBuilder } from "../ir/builder.ts";
import { sameDims } from "../ir/dims.ts";
import type { AttributeValue } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import { type Evaluated, evaluate } from "./evaluate.ts";
import { numbersOf, type RecordedTensor, tensorOf } from "./recorded-tensor.ts";

export interface BackendCase {
  readonly name: string;
  readonly node: RecordedNode;
  readonly inputs: { readonly [name: string]: RecordedTensor };
  readonly outputs: { readonly [name: string]: RecordedTensor };
  /** Relative, then absolute. */
  readonly tolerance: readonly [number, number];
}

interface RecordedNode {
  readonly op: string;
  /** "" where one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: { readonly [name: string]: AttributeValue | RecordedTensor };
}

export interface BackendCases {
  /** The version of the ONNX project's package. */
  readonly onnx: string;
  /** Names of tests that are not recorded, by reason, then by operator. */
  readonly leftOut: { readonly [reason: string]: { readonly [operator: string]: readonly string[] } };
  readonly cases: readonly BackendCase[];
}

const FOLDER = "../../fixtures/onnx-backend";

export function backendCases(): BackendCases {
  return JSON.parse(read(`${FOLDER}/cases.json`));
}

/** A test that does not pass. */
export interface KnownFailure {
  /** A part of what is thrown. */
  readonly error: string;
  readonly why: string;
}

export function knownFailures(): { readonly [name: string]: KnownFailure } {
  return JSON.parse(read(`${FOLDER}/failures.json`));
}

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
}

/** Operators whose first input says dimensions, not data. */
const SHAPED_BY_FIRST_INPUT = new Set(["ConstantOfShape", "Range"]);
/** Operators with scales, a depth or bounds among their inputs, which may be floats. */
const SHAPED_BY_FLOATS = new Set(["OneHot", "Range", "Resize"]);

/** @throws Error that says in what the graph, its shapes, its types or its numbers differ from what is recorded */
export async function runBackendCase(test: BackendCase): Promise<void> {
  const { op, outputs, attributes = {} } = test.node;
  const g = new GraphBuilder({ training: false });
  const feeds = Object.fromEntries(
    Object.entries(test.inputs).map(([name, recorded]) => [`input ${name}`, tensorOf(recorded)]),
  );
  const plain = Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)] as const);
  const values = g.op(op, inputsOf(g, test), Object.fromEntries(plain), outputs.length);
  const named = outputs.flatMap((name, i) => {
    const [value, recorded] = [values[i], test.outputs[name]];
    if (value === undefined || recorded === undefined) return [];
    compareTypes(value, recorded);
    return [[name, value] as const];
  });
  const results = await evaluate(g, { outputs: Object.fromEntries(named), feeds });
  for (const [name, recorded] of Object.entries(test.outputs)) compareNumbers(results[name], recorded, test);
}

function inputsOf(g: GraphBuilder, { node, inputs }: BackendCase): (Value | null)[] {
  const values = node.inputs.map((name, index) => {
    const recorded = inputs[name];
    if (recorded === undefined) return null;
    const known = isKnown(node, { index, recorded });
    return known ? g.tensor(tensorOf(recorded)) : g.input(`input ${name}`, recorded.dtype, recorded.dims);
  });
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}

/** Sizes, axes, bounds and scales are known while a graph is built; everything else is fed. */
function isKnown(
  { op }: RecordedNode,
  { index, recorded }: { index: number; recorded: RecordedTensor },
): boolean {
  if (index === 0 && !SHAPED_BY_FIRST_INPUT.has(op)) return false;
  return recorded.dims.length <= 1 && (recorded.dtype.startsWith("int") || SHAPED_BY_FLOATS.has(op));
}

function attributeOf(value: AttributeValue | RecordedTensor): AttributeValue {
  return typeof value === "object" && "dtype" in value ? tensorOf(value as RecordedTensor) : value;
}

function compareTypes(value: Value, { dtype, dims }: RecordedTensor): void {
  if (value.dtype === dtype && sameDims(value.dims, dims)) return;
  throw new Error(`${dtype}[${dims.join(", ")}] is recorded, ${value} is inferred.`);
}

function compareNumbers(
  result: Evaluated | undefined,
  recorded: RecordedTensor,
  { tolerance }: BackendCase,
): void {
  const expected = numbersOf(recorded);
  const found = result === undefined ? [] : numbersOf({ dtype: recorded.dtype, data: result.data });
  if (found.length !== expected.length)
    throw new Error(`${found.length} numbers instead of ${expected.length}.`);
  expected.forEach((number, i) => {
    const other = found[i] ?? Number.NaN;
    const bound = tolerance[1] + tolerance[0] * Math.abs(number);
    if (!Object.is(number, other) && number !== other && !(Math.abs(number - other) <= bound)) {
      throw new Error(`${other} instead of ${number} at place ${i}.`);
    }
  });
}
