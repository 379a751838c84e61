/** The choices: which template, which ready models, the name; and in sentences what that makes. */

import { describeTemplate } from "@fuseline/nodes/templates";
import { messageOf } from "@fuseline/schema";
import { useMutation } from "@tanstack/react-query";
import { ArrowRight, CircleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import { failureOf } from "../server/failure.ts";
import { trpc } from "../server/trpc.ts";
import { Button } from "../ui/button.tsx";
import type { DataSource } from "./data-source.ts";
import type { ReadyModel } from "./default-models.ts";
import { ModelChoice } from "./model-choice.tsx";
import "./plan-card.css";
import { TemplateChoice } from "./template-choice.tsx";
import type { Understood } from "./understood.ts";
import type { Preview, Wishes } from "./wishes.ts";

export interface PlanCardProps {
  readonly source: DataSource;
  readonly understood: Understood;
  readonly models: readonly ReadyModel[];
  readonly wishes: Wishes;
  readonly seen: Preview;
  setWishes(wishes: Wishes): void;
}

export function PlanCard({ source, understood, models, wishes, seen, setWishes }: PlanCardProps) {
  const { t } = useTranslation("newPipeline");
  const { understanding } = understood;
  const used = understanding.columns.filter(({ name }) => seen.ok && seen.roles[name] === "input");
  return (
    <section className="card plan" aria-labelledby="plan-title">
      <header>
        <h2 id="plan-title">{t("whatToBuild")}</h2>
      </header>
      <div className="in">
        <TemplateChoice {...{ understanding, wishes, setWishes }} />
        {(["image", "text"] as const).map((modality) =>
          used.some((column) => column.modality === modality) ? (
            <ModelChoice
              key={modality}
              modality={modality}
              models={models}
              chosen={wishes.models[modality]}
              onChoose={(ref) => setWishes({ ...wishes, models: { ...wishes.models, [modality]: ref } })}
            />
          ) : null,
        )}
        <Explanation seen={seen} />
        <CreateButton source={source} wishes={wishes} disabled={!seen.ok} />
      </div>
    </section>
  );
}

function Explanation({ seen }: Pick<PlanCardProps, "seen">) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  if (!seen.ok) {
    return (
      <div className="refused" role="alert">
        {seen.issues.map((issue) => {
          const { title, fix } = messageOf(issue, language);
          return (
            <p key={`${issue.code} ${title}`}>
              <CircleAlert className="i s" aria-hidden="true" />
              {title} {fix}
            </p>
          );
        })}
      </div>
    );
  }
  return (
    <section className="explanation" aria-label={t("understoodAndChosen")}>
      <h3>{t("understoodAndChosen")}</h3>
      <ul>
        {seen.explanation.map((sentence) => (
          <li key={sentence.en}>{sentence[language]}</li>
        ))}
      </ul>
    </section>
  );
}

interface CreateButtonProps {
  readonly source: DataSource;
  readonly wishes: Wishes;
  readonly disabled: boolean;
}

function CreateButton({ source, wishes, disabled }: CreateButtonProps) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const proposed = describeTemplate(wishes.template)?.title[language] ?? "";
  const make = useMutation(
    trpc.uploads.makePipeline.mutationOptions({
      onSuccess: ({ pipelineId }) => void navigate(`/pipelines/${pipelineId}`),
    }),
  );
  return (
    <form
      className="create"
      onSubmit={(event) => {
        event.preventDefault();
        const { inputs, ...rest } = wishes;
        make.mutate({
          source,
          ...rest,
          ...(inputs === undefined ? {} : { inputs: [...inputs] }),
          name: name.trim() === "" ? proposed : name.trim(),
        });
      }}
    >
      <label className="field">
        <span className="lb">{t("name")}</span>
        <input
          className="input"
          value={name}
          maxLength={200}
          placeholder={proposed}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      {make.isError ? (
        <p className="refused" role="alert">
          <CircleAlert className="i s" aria-hidden="true" />
          {failureOf(make.error).message}
        </p>
      ) : null}
      <Button type="submit" look="primary" size="big" disabled={disabled || make.isPending}>
        {t(make.isPending ? "creating" : "create")}
        <ArrowRight className="i" aria-hidden="true" />
      </Button>
    </form>
  );
}
