/** Which columns a template learns from, predicts and pairs by, or why it cannot. */
import type { ColumnSchema, Issue, Modality, Result, Text } from "@fuseline/schema";
import { accepted, issue, MODALITY_WORDS, refused } from "@fuseline/schema";
import { TABULAR } from "../define/ports.ts";
import { sourceColumns } from "./add-source.ts";
import type { Inputs, Template, TemplateRequest } from "./template.ts";

export interface Choice {
  /** Every column there is. */
  readonly columns: readonly ColumnSchema[];
  readonly inputs: Inputs;
  readonly target: ColumnSchema | null;
  readonly key: ColumnSchema | null;
}

const READABLE: readonly Modality[] = ["image", "text", ...TABULAR];
const READABLE_WORDS: Text = {
  en: "photos, texts, numbers, categories or dates",
  ru: "фото, тексты, числа, категории или даты",
};
/** What can say that two rows show the same thing. */
const KEYS: readonly Modality[] = ["identity", "category", "text", "number"];

export function chooseColumns(template: Template, request: TemplateRequest): Result<Choice> {
  const columns = sourceColumns(request.understanding);
  const target = chooseTarget(template, request, columns);
  if (!target.ok) return target;
  const inputs = chooseInputs(template, request, { columns, target: target.value });
  if (!inputs.ok) return inputs;
  const key = template.answer === null ? keyOf(request, columns) : null;
  return accepted({ columns, inputs: inputs.value, target: target.value, key });
}

function chooseTarget(
  { answer }: Template,
  { understanding, target }: TemplateRequest,
  columns: readonly ColumnSchema[],
): Result<ColumnSchema | null> {
  if (answer === null) return accepted(null);
  const known = columns.map(({ name }) => name);
  const wanted = target ?? understanding.target?.column;
  if (wanted === undefined) return refused(issue("target-missing", {}, { known }));
  const found = columns.find(({ name }) => name === wanted);
  if (found === undefined) return refused(issue("target-missing", {}, { column: wanted, known }));
  if (!answer.from.includes(found.modality) || found.several) return refused(unsuitable(found, answer.words));
  return accepted({ ...found, modality: found.modality === "boolean" ? "boolean" : answer.as });
}

function chooseInputs(
  template: Template,
  { inputs, understanding }: TemplateRequest,
  { columns, target }: { columns: readonly ColumnSchema[]; target: ColumnSchema | null },
): Result<Inputs> {
  const known = columns.map(({ name }) => name);
  const asked = [...new Set(inputs ?? [])];
  const [gone, ...others] = asked
    .filter((name) => !known.includes(name))
    .map((column) => missing(column, known));
  if (gone !== undefined) return refused(gone, ...others);
  const free = columns.filter(({ name }) => name !== target?.name);
  const named = asked.flatMap((name) => free.filter((column) => column.name === name));
  const [odd, ...rest] = named.filter(({ modality }) => !READABLE.includes(modality));
  if (odd !== undefined)
    return refused(
      unsuitable(odd, READABLE_WORDS),
      ...rest.map((column) => unsuitable(column, READABLE_WORDS)),
    );
  const purposes = [understanding.group?.column, understanding.split?.column];
  const possible = free.filter(({ name }) => !purposes.includes(name));
  const chosen = inputs === undefined ? template.choose(byEncoder(possible)) : byEncoder(named);
  if (!template.suffices(chosen))
    return refused(issue("inputs-missing", {}, { wanted: { ...template.wanted }, known }));
  return accepted(chosen);
}

function byEncoder(columns: readonly ColumnSchema[]): Inputs {
  const of = (...modalities: readonly Modality[]) =>
    columns.filter(({ modality }) => modalities.includes(modality));
  return { photos: of("image"), texts: of("text"), table: of(...TABULAR).filter(({ several }) => !several) };
}

function keyOf({ understanding }: TemplateRequest, columns: readonly ColumnSchema[]): ColumnSchema | null {
  const found = columns.find(({ name }) => name === understanding.key?.column);
  return found !== undefined && KEYS.includes(found.modality) && !found.several ? found : null;
}

const missing = (column: string, known: readonly string[]): Issue =>
  issue("column-missing", {}, { column, known });

const unsuitable = ({ name, modality }: ColumnSchema, wanted: Text): Issue =>
  issue(
    "column-unsuitable",
    {},
    { column: name, given: { ...MODALITY_WORDS[modality] }, wanted: { ...wanted } },
  );
