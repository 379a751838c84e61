/** Templates in words, for the gallery and for choosing one by what a person has and wants. */
import type { Modality } from "@fuseline/schema";
import type { Template, TemplateId, Wish } from "./template.ts";
import { templates } from "./templates.ts";

export type TemplateDescription = Pick<Template, "id" | "title" | "summary" | "icon" | "modalities" | "wish">;

const describe = ({ id, title, summary, icon, modalities, wish }: Template): TemplateDescription => ({
  id,
  title,
  summary,
  icon,
  modalities,
  wish,
});

export const allTemplates = (): readonly TemplateDescription[] => templates.map(describe);

/** @returns nothing for an id that is not a template's */
export function describeTemplate(id: string): TemplateDescription | undefined {
  const template = templates.find((each) => each.id === id);
  return template === undefined ? undefined : describe(template);
}

/** The template that does what is wanted with these kinds of data, or nothing. */
export function templateFor(iHave: readonly Modality[], wantTo: Wish): TemplateId | undefined {
  const columns = (...modalities: readonly Modality[]) =>
    iHave
      .filter((modality) => modalities.includes(modality))
      .map((modality) => ({ name: modality, modality, several: false }));
  const inputs = {
    photos: columns("image"),
    texts: columns("text"),
    table: columns("number", "category", "date", "boolean"),
  };
  return templates.find(({ wish, suffices }) => wish === wantTo && suffices(inputs))?.id;
}
