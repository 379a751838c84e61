/** The registry as a page for people. `vitest -u` writes it anew. */
import { DTYPES, type DType } from "../ir/tensor.ts";
import type { OperatorDefinition } from "../ops/operator.ts";
import type { BackendCase, BackendCases, KnownFailure } from "./backend-cases.ts";
import type { Inventory } from "./inventory.ts";

export interface OperatorFacts {
  readonly operators: readonly OperatorDefinition[];
  /** The largest error of each gradient when they were last recorded. */
  readonly errors: { readonly [operator: string]: number };
  readonly backend: BackendCases;
  readonly failures: { readonly [name: string]: KnownFailure };
  readonly inventory: Inventory;
}

export function operatorPage(facts: OperatorFacts): string {
  const { operators, backend, failures } = facts;
  const rows = [...operators]
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map((operator) => row(operator, facts));
  const passed = backend.cases.filter(({ name }) => failures[name] === undefined).length;
  return `# Operators

Generated from \`packages/autograd/src/ops\`; a test fails when this page is out of step.

Every operator is written in standard ONNX, is checked against ONNX Runtime for shapes, types and literal numbers, and
where it has a gradient that gradient is checked against differences: in float64 to 1e-7, or, where the CPU has no
float64 kernel, in float32 to 5e-4. *Largest error* is the largest relative one seen when the page was last recorded,
with the precision of the check. *Tested in* names the element types of the main input for which values or gradients are
compared.

*Backend tests* are those of the ONNX project (version ${backend.onnx}), built with our builder, written by our encoder, run by
ONNX Runtime and compared in shapes, types and numbers: passed / run, and how many are left out. Together ${passed} of
${backend.cases.length} pass. Every one that does not is named below, and so is what is left out.

*Families* counts in how many of ${Object.keys(facts.inventory.families).length} families of encoders and decoders, exported from PyTorch, the operator is left
once sizes are fixed and constants folded (\`packages/autograd/fixtures/operators\` lists them).

| operator | since opset | gradient | tested in | largest error | backend tests | families |
|---|---|---|---|---|---|---|
${rows.join("\n")}

## Backend tests that do not pass

| operator | test | what stands in the way |
|---|---|---|
${failureRows(facts).join("\n")}

## Backend tests left out

| tests | why |
|---|---|
${leftOutRows(backend).join("\n")}
`;
}

function row(operator: OperatorDefinition, facts: OperatorFacts): string {
  const { type, since, gradient } = operator;
  const cells = [
    type,
    since,
    gradientWords(gradient),
    typesOf(operator, facts).join(", "),
    errorWords(operator, facts),
  ];
  return `| ${cells.join(" | ")} | ${backendWords(type, facts)} | ${familiesWith(type, facts) || "–"} |`;
}

function gradientWords(gradient: OperatorDefinition["gradient"]): string {
  switch (gradient.kind) {
    case "function":
      return "yes";
    case "zero":
      return `zero: ${gradient.reason}`;
    case "forbidden":
      return `refused: ${gradient.reason}`;
  }
}

/** Element types of the first input, in the samples and in the backend tests that pass. */
function typesOf(operator: OperatorDefinition, { backend, failures }: OperatorFacts): DType[] {
  const checked: DType[] = operator.float64 && operator.gradient.kind === "function" ? ["float64"] : [];
  const own = operator.samples.flatMap(({ inputs: [first] }) =>
    first?.dtype ? [first.dtype] : (["float32", ...checked] as const),
  );
  const theirs = casesOf(operator.type, backend)
    .filter(({ name }) => failures[name] === undefined)
    .flatMap(({ node, inputs }) => inputs[node.inputs[0] ?? ""]?.dtype ?? []);
  const seen = new Set([...own, ...theirs]);
  return DTYPES.filter((dtype) => seen.has(dtype));
}

function errorWords({ type, gradient, float64 }: OperatorDefinition, { errors }: OperatorFacts): string {
  const error = errors[type];
  if (gradient.kind !== "function" || error === undefined) return "–";
  return `${error.toExponential(0)} (${float64 ? "float64" : "float32"})`;
}

function casesOf(type: string, { cases }: BackendCases): BackendCase[] {
  return cases.filter(({ node }) => node.op === type);
}

function backendWords(type: string, { backend, failures }: OperatorFacts): string {
  const run = casesOf(type, backend);
  const passed = run.filter(({ name }) => failures[name] === undefined).length;
  const leftOut = Object.values(backend.leftOut).flatMap((byOperator) => byOperator[type] ?? []).length;
  if (run.length + leftOut === 0) return "none";
  return leftOut === 0 ? `${passed}/${run.length}` : `${passed}/${run.length} (${leftOut} left out)`;
}

function familiesWith(type: string, { inventory }: OperatorFacts): number {
  const holds = (forms: Inventory["families"][string]): boolean =>
    Object.values(forms).some(({ folded }) => folded?.includes(type));
  return Object.values(inventory.families).filter(holds).length;
}

function failureRows({ backend, failures }: OperatorFacts): string[] {
  return backend.cases
    .flatMap(({ name, node }) => {
      const failure = failures[name];
      return failure === undefined ? [] : [`| ${node.op} | ${name} | ${failure.why} |`];
    })
    .sort();
}

function leftOutRows({ leftOut }: BackendCases): string[] {
  return Object.entries(leftOut).map(
    ([reason, byOperator]) => `| ${Object.values(byOperator).flat().length} | ${reason} |`,
  );
}
