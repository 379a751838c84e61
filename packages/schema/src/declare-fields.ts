/** Constructors of fields. They keep literal types, so that `ParamsOf` knows the choices and where "auto" may stand. */
import type { Field, FileRef, FilesRef, ModelRef } from "./fields.ts";
import type { Text } from "./text.ts";

/** The member of the union that holds kind K (two kinds may share one member). */
type FieldOf<K extends Field["field"], F = Field> = F extends { readonly field: infer G }
  ? K extends G
    ? F
    : never
  : never;
type Options<K extends Field["field"]> = Omit<FieldOf<K>, "field">;
type OptionsWithDefault<K extends Field["field"]> = Omit<Options<K>, "default"> & {
  readonly default?: FieldOf<K>["default"];
};

interface NumberOptions<A extends boolean> extends Omit<Options<"integer">, "default" | "auto"> {
  readonly auto?: A;
  readonly default: A extends true ? number | "auto" : number;
}
type NumberField<K extends "integer" | "number", A extends boolean> = FieldOf<"integer"> & {
  readonly field: K;
  readonly auto: A;
};

/** A whole number from `min` to `max`, both included. */
export function integer<const A extends boolean = false>(
  options: NumberOptions<A>,
): NumberField<"integer", A> {
  return { ...options, field: "integer", auto: (options.auto ?? false) as A };
}

/** A number from `min` to `max`, both included. */
export function number<const A extends boolean = false>(options: NumberOptions<A>): NumberField<"number", A> {
  return { ...options, field: "number", auto: (options.auto ?? false) as A };
}

interface ChoiceOption<V extends string> {
  readonly value: V;
  readonly label: Text;
  readonly hint?: Text;
  readonly icon?: string;
}
type ChoiceField<V extends string> = Omit<FieldOf<"choice">, "options" | "default"> & {
  readonly field: "choice";
  readonly options: readonly ChoiceOption<V>[];
  readonly default: V;
};

/** One of a few named options. */
export function choice<const V extends string>(
  options: Omit<ChoiceField<V>, "field" | "default"> & { readonly default: NoInfer<V> },
): ChoiceField<V> {
  return { ...options, field: "choice" };
}

/** On or off. */
export function toggle(options: Options<"toggle">): FieldOf<"toggle"> {
  return { ...options, field: "toggle" };
}

/** One line of text. */
export function text(options: OptionsWithDefault<"text">): FieldOf<"text"> & { readonly field: "text" } {
  return { default: "", ...options, field: "text" };
}

/** Text with slots such as {column}, which are filled and never executed. */
export function template(
  options: OptionsWithDefault<"template">,
): FieldOf<"text"> & { readonly field: "template" } {
  return { default: "", ...options, field: "template" };
}

/** A short list of numbers, such as weights. */
export function numbers(options: OptionsWithDefault<"numbers">): FieldOf<"numbers"> {
  return { default: [], ...options, field: "numbers" };
}

/** One file. `accept`: extensions with their dot, lower case. */
export function file(
  options: Omit<Options<"file">, "default">,
): FieldOf<"file"> & { readonly default: FileRef | null } {
  return { ...options, field: "file", default: null };
}

/** A folder, a ZIP or a drop of several files. `accept`: extensions with their dot, lower case. */
export function files(
  options: Omit<Options<"files">, "default">,
): FieldOf<"files"> & { readonly default: FilesRef | null } {
  return { ...options, field: "files", default: null };
}

/** The name of one column; null lets the node guess or do without. */
export function column(options: OptionsWithDefault<"column">): FieldOf<"column"> {
  return { default: null, ...options, field: "column" };
}

/** Names of several columns. */
export function columns(options: OptionsWithDefault<"columns">): FieldOf<"columns"> {
  return { default: [], ...options, field: "columns" };
}

/** A pretrained model of the catalogue or the hub. */
export function model(
  options: OptionsWithDefault<"model">,
): FieldOf<"model"> & { readonly default: ModelRef | null } {
  return { default: null, ...options, field: "model" };
}

/** What each column is for and what it holds. */
export function columnRoles(options: OptionsWithDefault<"column-roles">): FieldOf<"column-roles"> {
  return { default: {}, ...options, field: "column-roles" };
}

/** Columns as they were found in a file: written when the file is looked at, so that types are known before Run. */
export function columnList(options: OptionsWithDefault<"column-list">): FieldOf<"column-list"> {
  return { default: [], ...options, field: "column-list" };
}

/** Corrections by hand, keyed by row content. */
export function rowEdits(options: OptionsWithDefault<"row-edits">): FieldOf<"row-edits"> {
  return { default: [], ...options, field: "row-edits" };
}

/** Row content id → value decided by hand. */
export function overrides(options: OptionsWithDefault<"overrides">): FieldOf<"overrides"> {
  return { default: {}, ...options, field: "overrides" };
}
