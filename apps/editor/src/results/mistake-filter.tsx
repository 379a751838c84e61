/** All mistakes, doubtful labels, or the pair chosen in the matrix. */
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Mistake } from "./reports.ts";
import type { ChosenPair } from "./results-view.tsx";

export type MistakeView = "all" | "doubtful";

export interface MistakeFilterProps {
  readonly mistakes: readonly Mistake[];
  readonly pair: ChosenPair;
  onPair(pair: ChosenPair): void;
  readonly view: MistakeView;
  setView(view: MistakeView): void;
}

export function MistakeFilter({ mistakes, pair, onPair, view, setView }: MistakeFilterProps) {
  const { t } = useTranslation("results");
  if (pair !== null) {
    return (
      <button type="button" className="badge run" onClick={() => onPair(null)} aria-label={t("showAll")}>
        {t("pair", pair)}
        <X className="i xs" aria-hidden="true" />
      </button>
    );
  }
  const doubtful = mistakes.filter(({ likelyWrongLabel }) => likelyWrongLabel === true).length;
  if (doubtful === 0) return null;
  const views = [
    { name: "all", words: t("allMistakes", { count: mistakes.length }) },
    { name: "doubtful", words: t("doubtful", { count: doubtful }) },
  ] as const;
  return (
    <fieldset className="seg" aria-label={t("mistakes")}>
      {views.map(({ name, words }) => (
        <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
