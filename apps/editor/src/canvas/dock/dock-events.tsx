/** What happened in the run, beside what is drawn of it. */
import { Activity } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EventLines } from "../../run/event-lines.tsx";
import type { FollowedRun } from "../../run/run-follower.ts";
import { useEditor } from "../store/editor-context.ts";

export function DockEvents({ followed: { run, log } }: { readonly followed: FollowedRun }) {
  const { t } = useTranslation("run");
  const document = useEditor(({ sync }) => sync.document);
  return (
    <div className="dock-box events-box">
      <h3>
        <Activity className="i s" aria-hidden="true" />
        {t("events")}
      </h3>
      <EventLines run={run} log={log} document={document} />
    </div>
  );
}
