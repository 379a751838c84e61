/** Tries the newest finished model beside its pipeline. */
import { useTranslation } from "react-i18next";
import { RunTrial } from "../../trial/run-trial.tsx";
import { useFinishedRun } from "./use-finished-run.ts";

export function TestTab() {
  const { t } = useTranslation("canvas");
  const run = useFinishedRun();
  if (run === null) return <p className="panel-empty">{t("testLater")}</p>;
  return (
    <div className="panel-scroll">
      <RunTrial key={run.id} runId={run.id} />
    </div>
  );
}
