/** Every offered fix must really mend what it is offered for. */
import { catalog } from "@fuseline/nodes";
import {
  type ColumnChoice,
  type Issue,
  isError,
  type Json,
  type PipelineDocument,
  resolve,
} from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { after, arrows, countingIds, emojiPipeline } from "../testing/pipelines.ts";
import { issueFixes } from "./issue-fixes.ts";

const document = emojiPipeline();
const errors = (of: PipelineDocument): readonly Issue[] => resolve(of, catalog).issues.filter(isError);

function onlyError(of: PipelineDocument, code: string): Issue {
  const found = errors(of).find((issue) => issue.code === code);
  if (found === undefined) throw new Error(`no ${code}: ${JSON.stringify(errors(of))}`);
  return found;
}

const fixesOf = (of: PipelineDocument, code: string) =>
  issueFixes({ document: of, issue: onlyError(of, code), newId: countingIds() });

const roleOf = (choice: Json): string => (choice as unknown as ColumnChoice).role;
const isAnswer = (choice: Json): boolean => roleOf(choice) === "target";
const isUnused = (choice: Json): boolean => roleOf(choice) === "unused";

describe("a fix", () => {
  it("takes the nearest column for one that is gone, and its wire with it", () => {
    const roles = document.nodes["choose-columns"]?.params.roles as { readonly [column: string]: Json };
    const { name_en: choice = null, ...others } = roles;
    const renamed = after(document, {
      op: "batch",
      operations: [
        { op: "set-param", id: "choose-columns", name: "roles", value: { ...others, name_enn: choice } },
        ...Object.entries(document.wires)
          .filter(([, { from }]) => from.port === "column:name_en")
          .flatMap(([id, { to, order }]) => [
            { op: "remove-wire" as const, id },
            {
              op: "add-wire" as const,
              id,
              wire: { from: { node: "choose-columns", port: "column:name_enn" }, to, order },
            },
          ]),
      ],
    });
    const [first] = fixesOf(renamed, "column-missing");
    expect(first?.label.en).toBe("Use “name_en”");
    if (first === undefined) throw new Error("no fix");
    const mended = after(renamed, first.operation);
    expect(errors(mended)).toEqual([]);
    expect(arrows(mended, "encode-text")).toEqual(arrows(document, "encode-text"));
  });

  it("takes the processor where the device failed", () => {
    const facts = { device: "cuda", reason: "CUDA failure 719" };
    const failed: Issue = { code: "device-failed", severity: "error", at: { node: "encode-text" }, facts };
    const [fix, ...others] = issueFixes({ document, issue: failed, newId: countingIds() });
    expect([fix?.label.en, others]).toEqual(["Run on the processor", []]);
    if (fix === undefined) throw new Error("no fix");
    const trainers = Object.values(after(document, fix.operation).nodes).filter(
      ({ params }) => params.device === "cpu",
    );
    expect(trainers.map(({ kind }) => kind)).toEqual(["train-model"]);
    expect(errors(after(document, fix.operation))).toEqual([]);
  });

  it("offers a column that does nothing yet before one that is in use, however near its name", () => {
    const roles = document.nodes["choose-columns"]?.params.roles as { readonly [column: string]: Json };
    const [target = ""] = Object.entries(roles).find(([, choice]) => isAnswer(choice)) ?? [];
    const { [target]: answer = null, ...others } = roles;
    const [used = ""] = Object.entries(others).find(([, choice]) => !isUnused(choice)) ?? [];
    const broken = after(document, {
      op: "set-param",
      id: "choose-columns",
      name: "roles",
      value: { ...others, [`${used}s`]: answer },
    });
    const known = errors(broken).find(({ code }) => code === "column-missing")?.facts.known;
    expect(known, "both could be offered").toEqual(expect.arrayContaining([used, target]));
    const [first] = fixesOf(broken, "column-missing");
    expect(first?.label.en).not.toBe(`Use “${used}”`);
    if (first === undefined) throw new Error("no fix");
    expect(errors(after(broken, first.operation)).map(({ code }) => code)).not.toContain("column-missing");
  });

  it("puts a refused setting back", () => {
    const broken = after(document, { op: "set-param", id: "fuse-gated", name: "width", value: "wide" });
    const [first] = fixesOf(broken, "param-invalid");
    if (first === undefined) throw new Error("no fix");
    expect(errors(after(broken, first.operation))).toEqual([]);
  });

  it("draws the missing wire from the nearest output that fits", () => {
    const wire = Object.entries(document.wires).find(([, { to }]) => to.node === "loss-cross-entropy")?.[0];
    if (wire === undefined) throw new Error("no wire");
    const cut = after(document, { op: "remove-wire", id: wire });
    const [first] = fixesOf(cut, "input-missing");
    if (first === undefined) throw new Error("no fix");
    expect(first.label.en).toBe("Connect “Choose one class”");
    expect(errors(after(cut, first.operation))).toEqual([]);
  });

  it("removes a wire to a port that is no longer there", () => {
    const broken = after(document, {
      op: "add-wire",
      id: "lost",
      wire: {
        from: { node: "choose-columns", port: "column:gone" },
        to: { node: "fuse-gated", port: "features" },
        order: 9,
      },
    });
    const fix = issueFixes({
      document: broken,
      issue: {
        code: "port-missing",
        severity: "error",
        at: { node: "fuse-gated", port: "features" },
        facts: {},
      },
      newId: countingIds(),
    })[0];
    if (fix === undefined) throw new Error("no fix");
    expect(after(broken, fix.operation).wires).toEqual(document.wires);
  });

  it("makes the number of heads divide the width", () => {
    const issue: Issue = {
      code: "heads-not-divisible",
      severity: "error",
      at: { node: "fuse-cross-attention", param: "heads" },
      facts: { width: 256, heads: 5, nearest: 4 },
    };
    expect(issueFixes({ document, issue, newId: countingIds() })).toMatchObject([
      { operation: { op: "set-param", name: "heads", value: 4 } },
    ]);
  });
});
