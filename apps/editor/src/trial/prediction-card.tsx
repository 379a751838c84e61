/** What the model answers, how sure it is, and how long it took. */
import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { shortNumber } from "../runs/headline.ts";
import type { Answer, ModelFace } from "../server/shapes.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Notice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ClassAnswer } from "./class-answer.tsx";
import { FoundItems } from "./found-items.tsx";
import { NumberAnswer } from "./number-answer.tsx";
import { PartsAlone } from "./parts-alone.tsx";
import { readAnswer } from "./read-answer.ts";
import { isFilled, missingInputs, type TrialValues } from "./trial-values.ts";
import { type Asked, useAnswer } from "./use-answer.ts";

export interface PredictionCardProps {
  readonly face: ModelFace;
  readonly asked: Asked;
  readonly values: TrialValues;
  readonly truth: unknown;
}

export function PredictionCard({ face, asked, values, truth }: PredictionCardProps) {
  const { t } = useTranslation("trial");
  const answer = useAnswer({ asked, inputs: face.inputs, values });
  return (
    <section
      className="card prediction"
      aria-label={t("answer")}
      aria-live="polite"
      aria-busy={answer?.isFetching ?? false}
    >
      {answer === null ? <NotAsked {...{ face, values }} /> : null}
      {answer?.isError ? <FailureNotice error={answer.error} /> : null}
      {answer?.isPending ? <Skeleton rows={3} height={30} /> : null}
      {answer?.isSuccess ? (
        <>
          <AnswerBody answer={answer.data} truth={truth} />
          <Milliseconds ms={answer.data.ms} />
          {face.output.task === "search" ? null : <PartsAlone {...{ face, asked, values }} />}
        </>
      ) : null}
    </section>
  );
}

/** Nothing is filled in yet, or something that the model needs is missing. */
function NotAsked({ face: { inputs }, values }: Pick<PredictionCardProps, "face" | "values">) {
  const { t } = useTranslation("trial");
  const missing = missingInputs(inputs, values);
  const begun = Object.values(values).some(isFilled);
  // It is asked as soon as the inputs have rested.
  if (begun && missing.length === 0) return <Skeleton rows={3} height={30} />;
  const needed = missing.map(({ name }) => name).join(", ");
  return (
    <Notice
      icon={FlaskConical}
      title={begun ? t("stillNeeded", { needed }) : t("askFirst")}
      text={t("askFirstText")}
    />
  );
}

function AnswerBody({ answer, truth }: { readonly answer: Answer; readonly truth: unknown }) {
  const read = readAnswer(answer);
  switch (read.task) {
    case "classes":
      return <ClassAnswer answer={read} truth={truth} />;
    case "value":
      return <NumberAnswer answer={read} truth={truth} />;
    case "search":
      return <FoundItems items={read.items} />;
  }
}

function Milliseconds({ ms }: Pick<Answer, "ms">) {
  const { t } = useTranslation("trial");
  const language = useLanguage();
  return <p className="ms">{t("milliseconds", { ms: shortNumber(ms, language) })}</p>;
}
