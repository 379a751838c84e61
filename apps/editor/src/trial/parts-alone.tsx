/** What the model would say from each part alone. A model that needs all its parts says nothing here. */

import { formatNumber } from "@fuseline/schema";
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { Answer, ModelFace } from "../server/shapes.ts";
import { probabilityWords } from "../ui/probability-words.ts";
import { readAnswer } from "./read-answer.ts";
import { missingInputs, onlyColumns, partsOf, questionOf, type TrialValues } from "./trial-values.ts";
import { type Asked, keyOf } from "./use-answer.ts";

export interface PartsAloneProps {
  readonly face: ModelFace;
  readonly asked: Asked;
  readonly values: TrialValues;
}

export function PartsAlone({ face: { inputs }, asked, values }: PartsAloneProps) {
  const { t } = useTranslation("trial");
  const language = useLanguage();
  const parts = partsOf(inputs, values);
  const askable = parts.filter(
    ({ columns }) => missingInputs(inputs, onlyColumns(values, columns)).length === 0,
  );
  const several = parts.length > 1 ? askable : [];
  const answers = useQueries({
    queries: several.map(({ columns }) => {
      const question = questionOf(inputs, onlyColumns(values, columns));
      return {
        queryKey: ["answer", asked.model, keyOf(onlyColumns(values, columns))],
        queryFn: ({ signal }: { signal: AbortSignal }) => {
          if (question === null) throw new Error("nothing was asked");
          return asked.ask(question, signal);
        },
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
      };
    }),
  });
  const shown = several.flatMap((part, place) => {
    const data = answers[place]?.data;
    return data === undefined ? [] : [{ part, data }];
  });
  if (shown.length === 0) return null;
  return (
    <dl className="parts-alone">
      {shown.map(({ part: { kind, columns }, data }) => (
        <div key={columns.join()}>
          <dt>{t(`${kind}Alone`, { column: columns.join(", ") })}</dt>
          <dd>{said(data)}</dd>
        </div>
      ))}
    </dl>
  );

  function said(answer: Answer): string {
    const read = readAnswer(answer);
    if (read.task === "classes")
      return `${read.label ?? t("unsure")} ${probabilityWords(read.confidence, language)}`;
    if (read.task === "search") return "";
    return read.values.map(({ value }) => formatNumber(Number(value.toPrecision(4)), language)).join(", ");
  }
}
