/** From data to a pipeline: what was understood, what to build from it. The address holds the data and the template. */
import { TEMPLATE_IDS, type TemplateId } from "@fuseline/nodes/templates";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Page } from "../app/page.tsx";
import { trpc } from "../server/trpc.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ChooseData } from "./choose-data.tsx";
import { type DataSource, sourceIn } from "./data-source.ts";
import { PipelineForm } from "./pipeline-form.tsx";
import { readUnderstood } from "./understood.ts";

export function NewPipelinePage() {
  const { t } = useTranslation("newPipeline");
  const [search] = useSearchParams();
  const source = useMemo(() => sourceIn(search), [search]);
  const template = TEMPLATE_IDS.find((id) => id === search.get("template"));
  return (
    <Page title={t("title")}>
      <div className="page">
        <div className="page-head">
          <h1>{t("title")}</h1>
        </div>
        {source === null ? (
          <ChooseData template={template ?? "sort-products"} />
        ) : (
          <FromData source={source} template={template} />
        )}
      </div>
    </Page>
  );
}

interface FromDataProps {
  readonly source: DataSource;
  readonly template: TemplateId | undefined;
}

function FromData({ source, template }: FromDataProps) {
  const answer = useQuery(
    trpc.uploads.understand.queryOptions(source, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const models = useQuery(trpc.catalog.models.queryOptions());
  const understood = useMemo(
    () => (answer.data === undefined ? null : readUnderstood(answer.data)),
    [answer.data],
  );
  if (answer.isError) return <FailureNotice error={answer.error} retry={answer.refetch} />;
  if (models.isError) return <FailureNotice error={models.error} retry={models.refetch} />;
  if (understood === null || models.data === undefined) return <Skeleton rows={3} height={160} />;
  return (
    <PipelineForm
      key={JSON.stringify(source)}
      source={source}
      understood={understood}
      models={models.data}
      wanted={template}
    />
  );
}
