/** A ready encoder, with its licence and size before anything is downloaded; or none, to learn from scratch. */
import type { ModelRef } from "@fuseline/schema";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { type ReadyModel, refOf } from "./default-models.ts";

export interface ModelChoiceProps {
  readonly modality: "image" | "text";
  readonly models: readonly ReadyModel[];
  readonly chosen: ModelRef | null;
  onChoose(model: ModelRef | null): void;
}

const SCRATCH = "";

export function ModelChoice({ modality, models, chosen, onChoose }: ModelChoiceProps) {
  const { t } = useTranslation("newPipeline");
  const id = useId();
  const offered = models.filter((model) => model.modality === modality && model.tier !== "avoid");
  const current = offered.find(({ hub }) => hub === chosen?.hub);
  return (
    <div className="field">
      <label className="lb" htmlFor={id}>
        {t(modality === "image" ? "imageModel" : "textModel")}
      </label>
      <select
        id={id}
        className="select"
        value={current?.hub ?? SCRATCH}
        onChange={({ target }) => onChoose(refOf(offered.find(({ hub }) => hub === target.value)))}
      >
        <option value={SCRATCH}>{t("scratch")}</option>
        {offered.map(({ hub, installed }) => (
          <option key={hub} value={hub}>
            {installed ? `${hub}, ${t("installed")}` : hub}
          </option>
        ))}
      </select>
      <p className="help">{current === undefined ? t("scratchNote") : <ModelFacts model={current} />}</p>
    </div>
  );
}

function ModelFacts({ model: { licence, languages, installed, bytes } }: { readonly model: ReadyModel }) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  const size =
    bytes === null ? t("unknownSize") : t("megabytes", { count: Math.max(1, Math.round(bytes / 1e6)) });
  const commercial =
    licence.commercial === "terms"
      ? "commercialTerms"
      : licence.commercial
        ? "commercialYes"
        : "commercialNo";
  return [
    installed ? t("installed") : t("toDownload", { size }),
    t("licence", { licence: licence.id }),
    t(commercial),
    ...(languages.length === 0 ? [] : [t("languages", { languages: languages.join(", ") })]),
    ...(licence.note === null ? [] : [licence.note[language]]),
  ].join(" · ");
}
