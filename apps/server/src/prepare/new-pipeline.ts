/** From what was understood of a person's data to a pipeline that can run. */
import type { Hub, ModelDescription } from "@fuseline/data";
import { buildTemplate, type DataUnderstanding } from "@fuseline/nodes/templates";
import {
  accepted,
  type ColumnChoice,
  type Json,
  type PipelineDocument,
  type Result,
  type Text,
} from "@fuseline/schema";
import { chooseModels, type NamedModels } from "./choose-models.ts";
import type { Examples } from "./column-examples.ts";
import { areEnglish } from "./text-language.ts";

export interface Wishes {
  readonly template: string;
  readonly target?: string;
  readonly inputs?: readonly string[];
  readonly models: NamedModels;
  readonly seed: number;
  readonly settings?: { readonly [setting: string]: Json };
  readonly name?: string;
}

export interface NewPipeline {
  readonly document: PipelineDocument;
  readonly explanation: readonly Text[];
  /** Ready models that the document names; those not installed have to be fetched. */
  readonly models: readonly ModelDescription[];
}

export interface PipelineSources {
  readonly understanding: DataUnderstanding;
  readonly examples: Examples;
  readonly hub: Hub;
}

/**
 * @returns issues when the template does not fit the data or a setting is wrong
 * @throws UserError what `describeModel` throws
 */
export async function newPipeline(
  { understanding, examples, hub }: PipelineSources,
  wishes: Wishes,
): Promise<Result<NewPipeline>> {
  const { template, models: named, settings, ...rest } = wishes;
  const request = { understanding, ...rest };
  // The template chooses the columns; only then is it known which models they need. Settings may name nodes that
  // only the final choice of models brings.
  const draft = buildTemplate(template, { ...request, models: {} });
  if (!draft.ok) return draft;
  const columns = chosenColumns(draft.value.document);
  const texts = columns.filter(({ modality }) => modality === "text").map(({ name }) => name);
  const models = await chooseModels(hub, named, {
    image: columns.some(({ modality }) => modality === "image"),
    text: texts.length === 0 ? null : { english: texts.every((name) => areEnglish(examples[name] ?? [])) },
  });
  const refs = Object.fromEntries(models.map(({ modality, ref }) => [modality, ref]));
  const built = buildTemplate(template, {
    ...request,
    models: refs,
    ...(settings === undefined ? {} : { settings }),
  });
  return built.ok ? accepted({ ...built.value, models }) : built;
}

/** Columns that the document learns from, by the roles it gives them. */
function chosenColumns(document: PipelineDocument): readonly (ColumnChoice & { readonly name: string })[] {
  return Object.values(document.nodes).flatMap(({ params }) =>
    Object.entries((params.roles ?? {}) as { readonly [column: string]: ColumnChoice })
      .filter(([, { role }]) => role === "input")
      .map(([name, choice]) => ({ name, ...choice })),
  );
}
