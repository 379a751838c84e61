import { describe, expect, expectTypeOf, it } from "vitest";
import {
  choice,
  columnRoles,
  file,
  integer,
  model,
  number,
  numbers,
  text,
  toggle,
} from "./declare-fields.ts";
import type { ColumnChoice, FileRef, ModelRef, ParamsOf } from "./fields.ts";
import { defaultsOf, parseParams } from "./parse-params.ts";

const label = { en: "Label", ru: "Название" };
const help = { en: "Help", ru: "Справка" };

const fields = {
  width: integer({ label, help, min: 8, max: 4096, default: 256 }),
  epochs: integer({ label, help, min: 1, max: 1000, auto: true, default: "auto" }),
  rate: number({ label, help, min: 0, max: 1, default: 0.1 }),
  how: choice({
    label,
    help,
    options: [
      { value: "mean", label },
      { value: "max", label },
    ],
    default: "mean",
  }),
  flip: toggle({ label, help, default: true }),
  prefix: text({ label, help }),
  weights: numbers({ label, help }),
  source: file({ label, help, accept: [".csv"], required: true }),
  encoder: model({ label, help, modality: "image" }),
  roles: columnRoles({ label, help }),
  blocks: integer({ label, help, min: 1, max: 24, default: 2, when: { param: "how", is: ["max"] } }),
};

const table: FileRef = { blob: "a".repeat(64), name: "rows.csv", bytes: 10 };

describe("fields", () => {
  it("give parameters their types", () => {
    type Params = ParamsOf<typeof fields>;
    expectTypeOf<Params["width"]>().toEqualTypeOf<number>();
    expectTypeOf<Params["epochs"]>().toEqualTypeOf<number | "auto">();
    expectTypeOf<Params["how"]>().toEqualTypeOf<"mean" | "max">();
    expectTypeOf<Params["flip"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Params["prefix"]>().toEqualTypeOf<string>();
    expectTypeOf<Params["weights"]>().toEqualTypeOf<readonly number[]>();
    expectTypeOf<Params["source"]>().toEqualTypeOf<FileRef | null>();
    expectTypeOf<Params["encoder"]>().toEqualTypeOf<ModelRef | null>();
    expectTypeOf<Params["roles"]>().toEqualTypeOf<{ readonly [column: string]: ColumnChoice }>();
    // @ts-expect-error a default has to be one of the options
    choice({ label, help, options: [{ value: "mean", label }], default: "median" });
    // @ts-expect-error "auto" needs `auto: true`
    integer({ label, help, min: 0, max: 1, default: "auto" });
  });

  it("have defaults that parse, but for what is required", () => {
    const { values, issues } = parseParams(fields, defaultsOf(fields), "n");
    expect(values).toEqual(defaultsOf(fields));
    expect(issues.map(({ code, at }) => [code, at.param])).toEqual([["param-missing", "source"]]);
  });
});

describe("parseParams", () => {
  const parse = (raw: Parameters<typeof parseParams>[1]) =>
    parseParams(fields, { source: table, ...raw }, "n");

  it("fills what is absent with defaults and keeps what is given", () => {
    expect(parse({ width: 16, epochs: 3, how: "max" })).toEqual({
      values: { ...defaultsOf(fields), source: table, width: 16, epochs: 3, how: "max" },
      issues: [],
    });
  });

  it.each([
    ["width", 7],
    ["width", 8.5],
    ["width", "wide"],
    ["width", null],
    ["width", "auto"],
    ["rate", 1.01],
    ["how", "median"],
    ["flip", 1],
    ["prefix", "x".repeat(2001)],
    ["weights", [1, "2"]],
    ["source", { ...table, blob: "../../etc/passwd" }],
    ["source", { ...table, path: "/etc/passwd" }],
    ["encoder", { hub: "no-owner", revision: "main" }],
    ["roles", { price: { role: "boss", modality: "number", several: false } }],
  ])("refuses %s = %j and falls back to the default", (param, value) => {
    const { values, issues } = parse({ [param]: value });
    expect(issues).toMatchObject([{ code: "param-invalid", severity: "error", at: { node: "n", param } }]);
    expect(values[param as keyof typeof values]).toEqual(defaultsOf(fields)[param as keyof typeof values]);
  });

  it("says the bounds", () => {
    expect(parse({ width: 5000 }).issues[0]?.facts).toMatchObject({ min: 8, max: 4096, value: "5000" });
  });

  it("refuses unknown parameters by name, prototype members among them", () => {
    const raw = JSON.parse('{"constructor": 1, "witdh": 2}');
    expect(parse(raw).issues.map(({ code, at }) => [code, at.param])).toEqual([
      ["param-unknown", "constructor"],
      ["param-unknown", "witdh"],
    ]);
  });

  it("does not ask for a required field that is not shown", () => {
    const hidden = { ...fields, source: { ...fields.source, when: { param: "how", is: ["max"] } } };
    expect(parseParams(hidden, {}, "n").issues).toEqual([]);
    expect(parseParams(hidden, { how: "max" }, "n").issues).toMatchObject([{ code: "param-missing" }]);
  });
});
