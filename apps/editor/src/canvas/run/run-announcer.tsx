/** Tells readers how the run goes: at every quarter, at its end, and what went wrong with how to mend it. */
import { isError, messageOf, type RunState } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { progressOf } from "../../run/run-progress.ts";
import { useEditor } from "../store/editor-context.ts";

const QUARTER = 25;

export function RunAnnouncer() {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const quarter = useEditor(({ run }) => quarterOf(run));
  const status = useEditor(({ run }) => run?.status ?? null);
  const failure = useEditor(({ run }) =>
    run?.status === "failed" ? run.issues.findLast(isError) : undefined,
  );
  const words =
    status === null ? "" : status === "running" ? `${t("run_running")}, ${quarter} %` : t(`run_${status}`);
  const problem = failure === undefined ? null : messageOf(failure, language);
  return (
    <p className="sr" role="status">
      {words} {problem === null ? "" : `${problem.title} ${problem.fix}`}
    </p>
  );
}

function quarterOf(run: RunState | null): number {
  return run === null ? 0 : Math.floor((progressOf(run).share * 100) / QUARTER) * QUARTER;
}
