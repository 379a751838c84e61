import { describe, expect, it } from "vitest";
import { isFloat } from "../ir/tensor.ts";
import { backendCases, knownFailures } from "../testing/backend-cases.ts";
import { evaluate } from "../testing/evaluate.ts";
import { gradientError } from "../testing/gradcheck.ts";
import { largestErrors, recordErrors } from "../testing/gradient-errors.ts";
import { inventory } from "../testing/inventory.ts";
import { operatorPage } from "../testing/operator-table.ts";
import { sampleGraph } from "../testing/sample-graph.ts";
import { OPERATORS } from "./registry.ts";

const FLOAT64 = { precision: "float64", step: 1e-6, tolerance: 1e-7 } as const;
const FLOAT32 = { precision: "float32", step: 1e-2, tolerance: 5e-4 } as const;

/** The largest error of each gradient in this run. */
const errors = new Map<string, number>();
const cases = OPERATORS.flatMap((operator) => operator.samples.map((sample) => ({ operator, sample })));

describe.each(cases)("$operator.type: $sample.name", ({ operator, sample }) => {
  it("gives the inferred shapes and types, the literal numbers, and the same bytes twice", async () => {
    const { g, outputs, feeds } = sampleGraph(operator, sample, "float32");
    const named = Object.fromEntries(outputs.map((output, index) => [`y${index}`, output]));
    const first = await evaluate(g, { outputs: named, feeds });
    const second = await evaluate(g, { outputs: named, feeds });
    outputs.forEach((output, index) => {
      const result = first[`y${index}`];
      expect(result?.dims).toEqual(output.dims);
      expect(result?.data).toEqual(second[`y${index}`]?.data);
      sample.expected?.[index]?.forEach((number, place) => {
        expect(Number(result?.data[place])).toBeCloseTo(number, 5);
      });
    });
  });

  it("has the gradient that differences give", async () => {
    if (operator.gradient.kind !== "function") {
      expect(operator.gradient.reason.length).toBeGreaterThan(10);
      return;
    }
    // Literal inputs are chosen for their values and may sit on a kink; gradients are checked at random points.
    const literal = sample.inputs.every((input) => input?.values !== undefined);
    if (literal && !sample.smooth && operator.samples.length > 1) return;
    const { precision, step, tolerance } = operator.float64 ? FLOAT64 : FLOAT32;
    const graph = sampleGraph(operator, sample, precision);
    const outputs = (sample.checkOutputs ?? [0]).filter((index) =>
      isFloat(graph.outputs[index]?.dtype ?? "bool"),
    );
    if (outputs.length === 0) return;
    const error = await gradientError(graph, { step, outputs });
    errors.set(operator.type, Math.max(error, errors.get(operator.type) ?? 0));
    expect(error).toBeLessThan(tolerance);
  });
});

describe("registry", () => {
  it("holds every operator once", () => {
    const types = OPERATORS.map((operator) => operator.type);
    expect(new Set(types).size).toBe(types.length);
  });

  it("has an error on record for every gradient", () => {
    recordErrors(errors);
    const differentiable = OPERATORS.filter(({ gradient }) => gradient.kind === "function");
    expect(Object.keys(largestErrors()).sort()).toEqual(differentiable.map(({ type }) => type).sort());
  });

  it("is described in the documentation", async () => {
    const facts = { errors: largestErrors(), backend: backendCases(), failures: knownFailures() };
    const page = operatorPage({ operators: OPERATORS, inventory: inventory(), ...facts });
    await expect(page).toMatchFileSnapshot("../../../../docs/ops.md");
  });
});
