/** The class, how sure the model is, and what else it thought of. */
import { Check, TriangleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { IntervalBar } from "../results/interval-bar.tsx";
import { probabilityWords } from "../ui/probability-words.ts";
import type { ReadAnswer } from "./read-answer.ts";

const SHOWN = 4;
/** Below this the answer is called doubtful. */
const SURE = 0.6;

export interface ClassAnswerProps {
  readonly answer: Extract<ReadAnswer, { task: "classes" }>;
  readonly truth: unknown;
}

export function ClassAnswer({ answer: { label, confidence, ranked }, truth }: ClassAnswerProps) {
  const { t } = useTranslation("trial");
  const language = useLanguage();
  const rest = ranked.slice(SHOWN);
  const restShare = rest.reduce((sum, [, probability]) => sum + probability, 0);
  const bars = ranked.slice(0, SHOWN).map(([name, probability]) => ({ name, probability }));
  if (rest.length > 0) bars.push({ name: t("otherLabels", { count: rest.length }), probability: restShare });
  const sure = confidence >= SURE;
  const share = probabilityWords(confidence, language);
  return (
    <div className="class-answer">
      <p className="muted">{t("thisIs")}</p>
      <div className="row">
        <b className="label">{label ?? t("unsure")}</b>
        <span className={sure ? "badge live" : "badge warn"}>
          {sure ? (
            <Check className="i xs" aria-hidden="true" />
          ) : (
            <TriangleAlert className="i xs" aria-hidden="true" />
          )}
          {t(sure ? "sure" : "doubtful", { share })}
        </span>
        {typeof truth === "string" ? <TruthBadge truth={truth} right={truth === label} /> : null}
      </div>
      <ul>
        {bars.map(({ name, probability }) => (
          <li key={name}>
            <span>{name}</span>
            <IntervalBar value={probability} from={0} to={1} strong={name === label} />
            <b>{probabilityWords(probability, language)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function TruthBadge({ truth, right }: { readonly truth: string; readonly right: boolean }) {
  const { t } = useTranslation("trial");
  return (
    <span className={right ? "badge" : "badge error"}>
      {right ? <Check className="i xs" aria-hidden="true" /> : <X className="i xs" aria-hidden="true" />}
      {right ? t("right") : t("labelIs", { label: truth })}
    </span>
  );
}
