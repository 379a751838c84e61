/** The one number of a run that matters, with its name. */
import { useLanguage } from "../i18n/i18n.ts";
import type { RunSummary } from "../server/shapes.ts";
import { headline } from "./headline.ts";

export function RunScore({ run }: { readonly run: Pick<RunSummary, "metrics"> }) {
  const language = useLanguage();
  const best = headline(run.metrics ?? {});
  if (best === null) return null;
  return (
    <span className="score">
      <b>{best.show(language)}</b> {best.label[language]}
    </span>
  );
}
