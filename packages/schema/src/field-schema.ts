/** What values a field takes, as a zod schema, and the same in words. */
import { z } from "zod";
import type { Field } from "./fields.ts";
import { formatNumber } from "./format-number.ts";
import { MODALITIES } from "./ports.ts";
import type { Text } from "./text.ts";

const TEXT_LIMIT = 2_000;
const TEMPLATE_LIMIT = 20_000;
const COLUMN_LIMIT = 4_000;
const EDIT_LIMIT = 100_000;

const blob = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(500);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const modality = z.enum(MODALITIES);
const columnName = z.string().min(1).max(500);

export const fileRefSchema = z.strictObject({ blob, name, bytes: count });
export const filesRefSchema = z.strictObject({ manifest: blob, name, count, bytes: count });
export const modelRefSchema = z.strictObject({
  hub: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9][\w.-]*\/[\w.-]+$/),
  revision: z.string().regex(/^[\w./-]{1,100}$/),
});
const columnChoiceSchema = z.strictObject({
  role: z.enum(["input", "target", "group", "id", "weight", "unused"]),
  modality,
  several: z.boolean(),
});
const columnSchemaSchema = z.strictObject({ name: columnName, modality, several: z.boolean() });
const rowEditSchema = z.strictObject({
  row: z.string().min(1).max(200),
  column: columnName,
  value: z.union([z.string().max(100_000), z.number(), z.null()]),
});

const built = new WeakMap<Field, z.ZodType>();

/** A schema of the values that the field accepts. It never changes a value. Built once for each field. */
export function fieldSchema(field: Field): z.ZodType {
  const known = built.get(field);
  if (known !== undefined) return known;
  const schema = buildSchema(field);
  built.set(field, schema);
  return schema;
}

function buildSchema(field: Field): z.ZodType {
  switch (field.field) {
    case "integer":
    case "number": {
      const bounded = z.number().min(field.min).max(field.max);
      const numeric = field.field === "integer" ? bounded.int() : bounded;
      return field.auto === true ? z.union([numeric, z.literal("auto")]) : numeric;
    }
    case "numbers":
      return z.array(z.number()).max(1_000);
    case "toggle":
      return z.boolean();
    case "text":
      return z.string().max(field.maxLength ?? TEXT_LIMIT);
    case "template":
      return z.string().max(field.maxLength ?? TEMPLATE_LIMIT);
    case "choice":
      return z.enum(field.options.map((option) => option.value));
    case "file":
      return fileRefSchema.nullable();
    case "files":
      return filesRefSchema.nullable();
    case "column":
      return columnName.nullable();
    case "columns":
      return z.array(columnName).max(COLUMN_LIMIT);
    case "model":
      return modelRefSchema.nullable();
    case "column-roles":
      return z.record(columnName, columnChoiceSchema);
    case "column-list":
      return z.array(columnSchemaSchema).max(COLUMN_LIMIT);
    case "row-edits":
      return z.array(rowEditSchema).max(EDIT_LIMIT);
    case "overrides":
      return z.record(z.string().min(1).max(500), z.string().max(2_000));
  }
}

/** What the field takes, as the end of "it takes …" in each language. */
export function expectation(field: Field): Text {
  switch (field.field) {
    case "integer":
    case "number": {
      const [min, max] = [field.min, field.max];
      const whole = field.field === "integer";
      const en = `${whole ? "a whole number" : "a number"} from ${formatNumber(min, "en")} to ${formatNumber(max, "en")}`;
      const ru = `${whole ? "целое число" : "число"} от ${formatNumber(min, "ru")} до ${formatNumber(max, "ru")}`;
      return field.auto === true ? { en: `${en}, or auto`, ru: `${ru} или «авто»` } : { en, ru };
    }
    case "numbers":
      return { en: "a list of numbers", ru: "список чисел" };
    case "toggle":
      return { en: "on or off", ru: "включено или выключено" };
    case "text":
    case "template": {
      const limit = field.maxLength ?? (field.field === "text" ? TEXT_LIMIT : TEMPLATE_LIMIT);
      return {
        en: `text of at most ${formatNumber(limit, "en")} characters`,
        ru: `текст не длиннее ${formatNumber(limit, "ru")} знаков`,
      };
    }
    case "choice":
      return {
        en: `one of: ${field.options.map((option) => option.value).join(", ")}`,
        ru: `одно из: ${field.options.map((option) => option.value).join(", ")}`,
      };
    case "file":
      return { en: `a file (${field.accept.join(" ")})`, ru: `файл (${field.accept.join(" ")})` };
    case "files":
      return { en: `files (${field.accept.join(" ")})`, ru: `файлы (${field.accept.join(" ")})` };
    case "column":
      return { en: "the name of a column", ru: "название столбца" };
    case "columns":
      return { en: "names of columns", ru: "названия столбцов" };
    case "model":
      return { en: "a model (owner/name and revision)", ru: "модель (владелец/имя и версия)" };
    case "column-roles":
      return { en: "a role for each column", ru: "роль для каждого столбца" };
    case "column-list":
      return { en: "a list of columns", ru: "список столбцов" };
    case "row-edits":
      return { en: "a list of corrections", ru: "список правок" };
    case "overrides":
      return { en: "a value for each row", ru: "значение для каждой строки" };
  }
}
