/** From the parameters in a document to values a node can trust. */

import { expectation, fieldSchema } from "./field-schema.ts";
import type { Field, Fields, ParamsOf } from "./fields.ts";
import type { Issue } from "./issue.ts";
import { issue } from "./issues/table.ts";
import type { Json } from "./json.ts";
import { own } from "./own.ts";

const SHOWN_VALUE = 60;

/** The value of every field before anybody touched it. */
export function defaultsOf<P extends Fields>(fields: P): ParamsOf<P> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.default]),
  ) as ParamsOf<P>;
}

/** Whether the field counts: its `when` holds, and so does that of the field it hangs on. */
export function isActive(fields: Fields, name: string, values: { readonly [name: string]: Json }): boolean {
  const when = own(fields, name)?.when;
  if (when === undefined) return true;
  const value = own(values, when.param);
  return (
    when.is.some((wanted) => wanted === value) && when.param !== name && isActive(fields, when.param, values)
  );
}

/** What a node works with: a field that is not shown has its default, so that it cannot decide anything unseen. */
export function activeParams<P extends Fields>(fields: P, values: ParamsOf<P>): ParamsOf<P> {
  const all = values as { readonly [name: string]: Json };
  const active = Object.entries(fields).map(([name, field]) => [
    name,
    isActive(fields, name, all) ? all[name] : field.default,
  ]);
  return Object.fromEntries(active) as ParamsOf<P>;
}

export interface ParsedParams<P extends Fields> {
  /** Complete: a value that was refused is replaced by its default, so that forms and types still show. */
  readonly values: ParamsOf<P>;
  /** `param-invalid`, `param-unknown`, `param-missing`, each at its node and parameter. */
  readonly issues: readonly Issue[];
}

export function parseParams<P extends Fields>(
  fields: P,
  raw: { readonly [name: string]: Json },
  node: string,
): ParsedParams<P> {
  const values: { [name: string]: Json } = {};
  const issues: Issue[] = Object.keys(raw)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => issue("param-unknown", { node, param: name }, { name, known: Object.keys(fields) }));
  for (const [name, field] of Object.entries(fields)) {
    const given = own(raw, name) ?? (Object.hasOwn(raw, name) ? null : field.default);
    const fits = fieldSchema(field).safeParse(given).success;
    values[name] = (fits ? given : field.default) as Json;
    if (!fits) issues.push(invalid(field, given as Json, { node, param: name }));
  }
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name] ?? null;
    if (issues.some(({ at }) => at.param === name)) continue;
    if (field.required === true && isEmpty(value) && isActive(fields, name, values)) {
      issues.push(
        issue("param-missing", { node, param: name }, { label: field.label, expected: expectation(field) }),
      );
    }
  }
  return { values: values as ParamsOf<P>, issues };
}

function invalid(field: Field, value: Json, at: { node: string; param: string }): Issue {
  const bounds =
    field.field === "integer" || field.field === "number" ? { min: field.min, max: field.max } : {};
  return issue("param-invalid", at, {
    label: field.label,
    value: shown(value),
    expected: expectation(field),
    ...bounds,
  });
}

function shown(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN_VALUE ? `${text.slice(0, SHOWN_VALUE)}…` : text;
}

function isEmpty(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}
