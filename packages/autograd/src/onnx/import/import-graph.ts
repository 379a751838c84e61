/** Builds the operators of an ONNX file into a graph of ours, its learned tensors as parameters. */
import type { GraphBuilder } from "../../ir/builder.ts";
import type { ParameterOptions } from "../../ir/initial.ts";
import type { Value } from "../../ir/value.ts";
import { dtypeOf } from "../element-type.ts";
import type { OnnxNode, OnnxTensor, OnnxValueInfo } from "../model.ts";
import { NodeAttributes } from "./attributes.ts";
import { checkImportable } from "./check-importable.ts";
import { ImportError } from "./import-error.ts";
import type { Use } from "./lower/lowering.ts";
import { LOWERINGS } from "./lower/lowerings.ts";
import { registered } from "./lower/registered.ts";
import { type ResidualBranch, residualSums } from "./residual-sums.ts";
import type { ImportedWeight, ImportSource } from "./source.ts";
import { tensorData } from "./tensor-data.ts";

/** A product of something with a weight: MatMul, Gemm or Conv, with its bias where the operator adds one. */
export interface WeightedProduct {
  readonly g: GraphBuilder;
  readonly weight: ImportedWeight;
  readonly operator: string;
  /** The weight's own axes that are summed over and that come out, for matrices. */
  readonly transposed: boolean;
  readonly x: Value;
  readonly y: Value;
}

export interface ImportRequest {
  readonly builder: GraphBuilder;
  readonly source: ImportSource;
  /** Values in place of the file's inputs, by name; those left out become inputs of the builder. */
  readonly inputs?: { readonly [name: string]: Value };
  /** How a weight takes part in training; default: none is trained. Frozen ones are fixed in the file. */
  readonly parameter?: (weight: ImportedWeight) => ParameterOptions;
  /** Called for every product with a weight; what it returns takes the place of `y`. For adapters such as LoRA. */
  readonly adapt?: (product: WeightedProduct) => Value;
  /** Called for what a block adds to its own input; what it returns is added in its place. */
  readonly residual?: (g: GraphBuilder, added: Value, branch: ResidualBranch) => Value;
  /** True where the graph is built only to see whether it can be: the numbers of the weights are not read. */
  readonly trial?: boolean;
}

export interface ImportedParameter extends ImportedWeight {
  readonly trainable: boolean;
  readonly value: Value;
}

export interface ImportedGraph {
  readonly outputs: ReadonlyMap<string, Value>;
  readonly inputs: ReadonlyMap<string, Value>;
  /** In the file's order. Names are those of the file, below the builder's scope. */
  readonly parameters: readonly ImportedParameter[];
  readonly blocks: number;
}

/**
 * @throws ImportError that names the operator which stands in the way
 */
export function importGraph(request: ImportRequest): ImportedGraph {
  checkImportable(request.source.model);
  return new Importer(request).run();
}

class Importer {
  private readonly values = new Map<string, Value>();
  private readonly inputs = new Map<string, Value>();
  private readonly parameters: ImportedParameter[] = [];
  private readonly weights: ReadonlyMap<string, ImportedWeight>;
  private readonly opset: number;
  private readonly sums: ReadonlyMap<string, ResidualBranch>;

  constructor(private readonly request: ImportRequest) {
    const { model, weights } = request.source;
    this.weights = new Map(weights.map((weight) => [weight.name, weight]));
    this.opset = model.opsets.find(({ domain }) => domain === "" || domain === "ai.onnx")?.version ?? 1;
    this.sums = request.residual === undefined ? new Map() : residualSums(request.source);
  }

  run(): ImportedGraph {
    const { graph } = this.request.source.model;
    for (const tensor of graph.initializers) this.values.set(tensor.name, this.leaf(tensor));
    for (const input of graph.inputs) if (!this.values.has(input.name)) this.feed(input);
    for (const node of graph.nodes) this.build(node);
    const outputs = graph.outputs.map(({ name }) => [name, this.value(name)] as const);
    const { inputs, parameters } = this;
    return { outputs: new Map(outputs), inputs, parameters, blocks: this.request.source.blocks };
  }

  private leaf(tensor: OnnxTensor): Value {
    const { builder: g, parameter } = this.request;
    const weight = this.weights.get(tensor.name);
    if (weight !== undefined && this.request.trial === true)
      return g.param(tensor.name, tensor.dims, { kind: "zeros" }, { trainable: false });
    const { data, ...rest } = this.numbers(tensor);
    if (weight === undefined || !(data instanceof Float32Array)) return g.tensor({ data, ...rest });
    const options = { trainable: false, ...parameter?.(weight) };
    const value = g.param(tensor.name, tensor.dims, { kind: "values", data }, options);
    this.parameters.push({ ...weight, trainable: options.trainable, value });
    return value;
  }

  private numbers(tensor: OnnxTensor): ReturnType<typeof tensorData> {
    try {
      return tensorData(tensor);
    } catch (cause) {
      const facts = { operator: "Initializer", node: tensor.name, detail: sentence(cause) };
      throw new ImportError({ obstacle: "type", ...facts }, { cause });
    }
  }

  private feed({ name, elementType, dims }: OnnxValueInfo): void {
    const given = this.request.inputs?.[name];
    const sizes = (dims ?? []).map((dim, axis) => dim ?? `${name}:${axis}`);
    const value = given ?? this.request.builder.input(name, dtypeOf(elementType), sizes);
    this.values.set(name, value);
    this.inputs.set(name, value);
  }

  private build(node: OnnxNode): void {
    const { builder: g } = this.request;
    const inputs = this.withResidual(
      node,
      node.inputs.map((name) => (name === "" ? null : this.value(name))),
    );
    while (inputs.at(-1) === null) inputs.pop();
    const use: Use = { g, node, inputs, attributes: new NodeAttributes(node), opset: this.opset };
    const results = g.scope(scopeOf(node), () => {
      try {
        const built = LOWERINGS.get(node.type)?.(use) ?? registered(use);
        return this.adapted(use, built);
      } catch (cause) {
        if (cause instanceof ImportError) throw cause;
        const facts = { operator: node.type, node: node.name, detail: sentence(cause) };
        throw new ImportError({ obstacle: "form", ...facts }, { cause });
      }
    });
    node.outputs.forEach((name, index) => {
      const value = results[index];
      if (name !== "" && value !== undefined) this.values.set(name, value);
    });
  }

  private withResidual(node: OnnxNode, inputs: (Value | null)[]): (Value | null)[] {
    const { builder: g, residual } = this.request;
    const branch = this.sums.get(node.outputs[0] ?? "");
    const added = branch === undefined ? null : inputs[branch.operand];
    if (branch === undefined || !added || residual === undefined) return inputs;
    return inputs.with(
      branch.operand,
      g.scope(scopeOf(node), () => residual(g, added, branch)),
    );
  }

  private adapted({ g, node, inputs, attributes }: Use, results: readonly Value[]): readonly Value[] {
    const weight = this.weights.get(node.inputs[1] ?? "");
    const [x] = inputs;
    const [y, ...others] = results;
    const isProduct = node.type === "MatMul" || node.type === "Gemm" || node.type === "Conv";
    if (!isProduct || weight === undefined || !x || y === undefined) return results;
    const transposed = attributes.int("transB", 0) === 1;
    const product = { g, weight, operator: node.type, transposed, x, y };
    return [this.request.adapt?.(product) ?? y, ...others];
  }

  private value(name: string): Value {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`The file reads ${name} before it is computed.`);
    return value;
  }
}

/** `/encoder/layer.0/attention/MatMul` is built inside `encoder/layer.0/attention`. */
function scopeOf({ name, type }: OnnxNode): string {
  const segments = name.split("/").filter((segment) => segment !== "");
  const own = segments.slice(0, -1).join("/");
  return own === "" ? type : own;
}

function sentence(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/\.$/, "");
}
