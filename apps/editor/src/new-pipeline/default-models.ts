/** The ready encoders that are proposed: those on this machine that suit the data, as the server would choose. */
import type { TemplateId } from "@fuseline/nodes/templates";
import type { ModelRef } from "@fuseline/schema";
import type { AppRouter } from "@fuseline/server";
import type { inferRouterOutputs } from "@trpc/server";
import type { Understood } from "./understood.ts";
import { preview, type Wishes } from "./wishes.ts";

export type ReadyModel = inferRouterOutputs<AppRouter>["catalog"]["models"][number];

export function defaultModels(
  models: readonly ReadyModel[],
  { examples, understanding }: Understood,
  template: TemplateId,
): Wishes["models"] {
  const ready = (modality: ReadyModel["modality"]) =>
    models.find((model) => model.modality === modality && model.installed && model.tier !== "avoid");
  const seen = preview(understanding, { template, models: { image: null, text: null } });
  // A column that is not read has no say in which language is read.
  const texts = understanding.columns
    .filter(({ name, modality }) => modality === "text" && (!seen.ok || seen.roles[name] === "input"))
    .flatMap(({ name }) => examples[name] ?? []);
  const text = ready("text");
  const suits = text !== undefined && (readsAnything(text) || texts.every(isLatin));
  return { image: refOf(ready("image")), text: suits ? refOf(text) : null };
}

const readsAnything = ({ languages }: ReadyModel): boolean => languages.length > 1;
/** Letters of other scripts are not for a model that knows English alone. */
const isLatin = (text: string): boolean => !/(?!\p{Script=Latin})\p{L}/u.test(text);

export function refOf(model: ReadyModel | undefined): ModelRef | null {
  return model === undefined ? null : { hub: model.hub, revision: model.revision };
}
