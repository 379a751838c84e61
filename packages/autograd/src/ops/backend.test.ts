import { describe, expect, it } from "vitest";
import { backendCases, knownFailures, runBackendCase } from "../testing/backend-cases.ts";

const { cases } = backendCases();
const failures = knownFailures();

describe("the ONNX project's backend tests", () => {
  it.each(cases.filter(({ name }) => failures[name] === undefined))("$node.op: $name", async (test) => {
    await expect(runBackendCase(test)).resolves.toBeUndefined();
  });

  it.each(cases.filter(({ name }) => failures[name] !== undefined))(
    "$node.op: $name, as known",
    async (test) => {
      await expect(runBackendCase(test)).rejects.toThrow(failures[test.name]?.error);
    },
  );

  it("are all there that are said to fail", () => {
    const names = new Set(cases.map(({ name }) => name));
    expect(Object.keys(failures).filter((name) => !names.has(name))).toEqual([]);
  });
});
