/** The registry as a page for people. `vitest -u` writes it anew. */
import type { OperatorDefinition } from "../ops/operator.ts";

export function operatorTable(operators: readonly OperatorDefinition[]): string {
  const rows = [...operators].sort((a, b) => (a.type < b.type ? -1 : 1)).map(row);
  return `# Operators

Generated from \`packages/autograd/src/ops\`; a test fails when this page is out of step.

Every operator is written in standard ONNX, is checked against ONNX Runtime for shapes, types and literal numbers, and
where it has a gradient that gradient is checked against differences: in float64 to 1e-7, or, where the CPU has no
float64 kernel, in float32 to 5e-4.

| operator | since opset | gradient | checked in |
|---|---|---|---|
${rows.join("\n")}
`;
}

function row({ type, since, gradient, float64 }: OperatorDefinition): string {
  const checked = gradient.kind === "function" ? (float64 ? "float64" : "float32") : "–";
  return `| ${type} | ${since} | ${gradientWords(gradient)} | ${checked} |`;
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
