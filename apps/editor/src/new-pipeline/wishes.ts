/** What a person has chosen for a new pipeline so far, and what it would make: the same function the server runs. */
import {
  allTemplates,
  buildTemplate,
  type DataUnderstanding,
  type TemplateId,
} from "@fuseline/nodes/templates";
import type { ColumnRole, Issue, ModelRef, PipelineDocument, Text } from "@fuseline/schema";

export interface Wishes {
  readonly template: TemplateId;
  /** Absent: the guessed one. */
  readonly target?: string;
  /** Absent: the template's own choice. */
  readonly inputs?: readonly string[];
  /** Null: learn from scratch. */
  readonly models: { readonly image: ModelRef | null; readonly text: ModelRef | null };
}

export type Preview =
  | { readonly ok: true; readonly explanation: readonly Text[]; readonly roles: Roles }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export type Roles = { readonly [column: string]: ColumnRole };

export function preview(understanding: DataUnderstanding, wishes: Wishes): Preview {
  const { template, models, ...chosen } = wishes;
  const built = buildTemplate(template, {
    understanding,
    seed: 0,
    ...chosen,
    models: {
      ...(models.image === null ? {} : { image: models.image }),
      ...(models.text === null ? {} : { text: models.text }),
    },
  });
  if (!built.ok) return built;
  const { document, explanation } = built.value;
  return { ok: true, explanation, roles: rolesIn(document) };
}

/** Every column with the role that the template gave it. */
function rolesIn({ nodes }: PipelineDocument): Roles {
  const found: [string, ColumnRole][] = Object.values(nodes).flatMap(({ params }) =>
    Object.entries((params.roles ?? {}) as { readonly [column: string]: { readonly role: ColumnRole } }).map(
      ([column, { role }]): [string, ColumnRole] => [column, role],
    ),
  );
  return Object.fromEntries(found);
}

const NO_MODELS = { image: null, text: null };

/** What the data is most likely meant for: the kind of its answer decides. */
export function likelyTemplate(understanding: DataUnderstanding): TemplateId {
  const fits = (template: TemplateId): boolean => preview(understanding, { template, models: NO_MODELS }).ok;
  const answer = understanding.columns.find(({ name }) => name === understanding.target?.column);
  const first: TemplateId =
    answer === undefined ? "find-pictures" : answer.modality === "number" ? "price-home" : "sort-products";
  if (fits(first)) return first;
  return allTemplates().find(({ id }) => fits(id))?.id ?? first;
}

/** The roles after one column was given another; a second answer frees the first. */
export function withRole(
  roles: Roles,
  column: string,
  role: "target" | "input" | "unused",
): Pick<Wishes, "target" | "inputs"> {
  const others = Object.entries(roles).filter(([name]) => name !== column);
  const kept = others.filter(([, its]) => its === "input").map(([name]) => name);
  const target = role === "target" ? column : others.find(([, its]) => its === "target")?.[0];
  return {
    ...(target === undefined ? {} : { target }),
    inputs: role === "input" ? [...kept, column] : kept,
  };
}
