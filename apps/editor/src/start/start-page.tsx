/** Where a person says what they have and want, drops files, or begins with an example. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Page } from "../app/page.tsx";
import { DropArea } from "../uploads/drop-area.tsx";
import type { Uploaded } from "../uploads/send-files.ts";
import { Gallery } from "./gallery.tsx";
import { HaveAndWant } from "./have-and-want.tsx";
import { RecentPipelines } from "./recent-pipelines.tsx";
import { SevenSteps } from "./seven-steps.tsx";
import "./start-page.css";

export function StartPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const onDone = useCallback(
    ({ uploadId }: Uploaded) => void navigate(`/new/pipeline?upload=${uploadId}`),
    [navigate],
  );
  return (
    <Page title={t("start")}>
      <div className="page start">
        <div className="hero">
          <HaveAndWant />
          <DropArea onDone={onDone} />
        </div>
        <Gallery />
        <SevenSteps />
        <RecentPipelines />
      </div>
    </Page>
  );
}
