/** The ready encoders that are proposed: those on this machine that suit the data, as the server would choose. */
import type { ModelRef } from "@fuseline/schema";
import type { AppRouter } from "@fuseline/server";
import type { inferRouterOutputs } from "@trpc/server";
import type { Understood } from "./understood.ts";
import type { Wishes } from "./wishes.ts";

export type ReadyModel = inferRouterOutputs<AppRouter>["catalog"]["models"][number];

export function defaultModels(
  models: readonly ReadyModel[],
  { examples, understanding }: Understood,
): Wishes["models"] {
  const ready = (modality: ReadyModel["modality"]) =>
    models.find((model) => model.modality === modality && model.installed && model.tier !== "avoid");
  const texts = understanding.columns
    .filter(({ modality }) => modality === "text")
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
