/** The seven steps from a task to an API, as one line that begins in colours and ends in ink. */
import { useTranslation } from "react-i18next";

const STEPS = ["task", "encoders", "fusion", "data", "train", "check", "publish"] as const;

export function SevenSteps() {
  const { t } = useTranslation(["start", "canvas"]);
  return (
    <section className="seven" aria-label={t("canvas:sevenSteps")}>
      <ol>
        {STEPS.map((step, place) => (
          <li key={step}>
            <i aria-hidden="true">{place + 1}</i>
            <b>{t(`canvas:step_${step}`)}</b>
            <span>{t(`${step}Text`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
