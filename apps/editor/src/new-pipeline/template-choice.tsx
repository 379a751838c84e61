/** Which of the templates to build; one that does not fit the data says why. */
import { allTemplates, type DataUnderstanding } from "@fuseline/nodes/templates";
import { messageOf } from "@fuseline/schema";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { preview, type Wishes } from "./wishes.ts";

export interface TemplateChoiceProps {
  readonly understanding: DataUnderstanding;
  readonly wishes: Wishes;
  setWishes(wishes: Wishes): void;
}

export function TemplateChoice({ understanding, wishes, setWishes }: TemplateChoiceProps) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  const group = useId();
  return (
    <fieldset className="template-choice" aria-label={t("whatToBuild")}>
      {allTemplates().map(({ id, title }) => {
        const seen = preview(understanding, { template: id, models: wishes.models });
        const [problem] = seen.ok ? [] : seen.issues;
        return (
          <label key={id} data-chosen={id === wishes.template}>
            <input
              type="radio"
              name={group}
              checked={id === wishes.template}
              disabled={!seen.ok && id !== wishes.template}
              onChange={() => setWishes({ template: id, models: wishes.models })}
            />
            <span>
              <b>{title[language]}</b>
              {problem === undefined ? null : <small>{messageOf(problem, language).title}</small>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
