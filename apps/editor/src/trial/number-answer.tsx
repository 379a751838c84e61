/** The predicted number with the range it most likely lies in, and the true one where it is known. */
import { formatNumber } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { ReadAnswer } from "./read-answer.ts";

export interface NumberAnswerProps {
  readonly answer: Extract<ReadAnswer, { task: "value" }>;
  readonly truth: unknown;
}

export function NumberAnswer({ answer: { values }, truth }: NumberAnswerProps) {
  const { t } = useTranslation("trial");
  const language = useLanguage();
  const written = (value: number): string => formatNumber(Number(value.toPrecision(4)), language);
  return values.map(({ name, value, low, high }) => (
    <div key={name} className="number-answer">
      <p className="muted">{name}</p>
      <b className="label">{written(value)}</b>
      <p className="muted">{t("between", { low: written(low), high: written(high) })}</p>
      {typeof truth === "number" ? <p>{t("labelIs", { label: written(truth) })}</p> : null}
    </div>
  ));
}
