/** Turns what was understood of a person's data into a pipeline document. */
import type { ColumnChoice, ColumnSchema, Endpoint, PipelineDocument, Result } from "@fuseline/schema";
import { accepted, issue, refused } from "@fuseline/schema";
import { columnPort } from "../prepare/choose-columns/definition.ts";
import { addSource } from "./add-source.ts";
import { applySettings } from "./apply-settings.ts";
import { type Choice, chooseColumns } from "./choose-inputs.ts";
import { Draft } from "./draft.ts";
import { explain } from "./explain.ts";
import { type BuiltTemplate, TEMPLATE_IDS, type Template, type TemplateRequest } from "./template.ts";
import { templates } from "./templates.ts";

/**
 * Pure: the same request gives the same document.
 * @returns issues `template-unknown`, `target-missing`, `column-missing`, `column-unsuitable`, `inputs-missing`,
 * `setting-unknown`, `setting-ambiguous`, and those of parameters
 */
export function buildTemplate(id: string, request: TemplateRequest): Result<BuiltTemplate> {
  const template = templates.find((each) => each.id === id);
  if (template === undefined)
    return refused(issue("template-unknown", {}, { template: id, known: [...TEMPLATE_IDS] }));
  const choice = chooseColumns(template, request);
  if (!choice.ok) return choice;
  const document = applySettings(compose(template, request, choice.value), request.settings ?? {});
  if (!document.ok) return document;
  return accepted({ document: document.value, explanation: explain(choice.value, request) });
}

function compose(template: Template, request: TemplateRequest, choice: Choice): PipelineDocument {
  const draft = new Draft();
  const rows = addSource(draft, request.understanding);
  const split = addSplit(draft, request, choice);
  draft.connect(rows, split, "data");
  const columns = draft.add("choose-columns", { roles: rolesOf(choice, request) });
  draft.connect({ node: split, port: "data" }, columns, "data");
  const wire = (port: string): Endpoint => ({ node: columns, port });
  template.compose({
    draft,
    inputs: choice.inputs,
    target: choice.target,
    key: choice.key,
    models: request.models,
    rows: request.understanding.rows,
    column: (name) => wire(columnPort(name)),
    data: wire("data"),
  });
  return draft.finish({ name: request.name ?? template.title.en, seed: request.seed, template: template.id });
}

function addSplit(
  draft: Draft,
  { understanding: { split, group } }: TemplateRequest,
  { target }: Choice,
): string {
  if (split !== null) return draft.add("split-rows", { method: "by-column", by: split.column });
  return draft.add("split-rows", { group: group?.column ?? null, by: target?.name ?? null });
}

/** Every column has a role, so that the list shows what is left out. */
function rolesOf(
  choice: Choice,
  { understanding }: TemplateRequest,
): { readonly [column: string]: ColumnChoice } {
  const { photos, texts, table } = choice.inputs;
  const inputs = [...photos, ...texts, ...table].map(({ name }) => name);
  const roleOf = (name: string): ColumnChoice["role"] => {
    if (name === choice.target?.name) return "target";
    if (inputs.includes(name)) return "input";
    if (name === choice.key?.name) return "id";
    return name === understanding.group?.column ? "group" : "unused";
  };
  const modalityOf = ({ name, modality }: ColumnSchema) =>
    name === choice.target?.name ? choice.target.modality : modality;
  return Object.fromEntries(
    choice.columns.map((column) => [
      column.name,
      { role: roleOf(column.name), modality: modalityOf(column), several: column.several },
    ]),
  );
}
