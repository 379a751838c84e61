/** The foot of a card: what a run has done, does or would do with this node. */
import "./strip.css";
import { type Issue, messageOf, type RunReason } from "@fuseline/schema";
import { Activity, Check, Hourglass, RotateCw, TriangleAlert, Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { duration } from "../../ui/time-words.ts";
import type { NodeRun } from "../run/node-run.ts";
import { reasonWords } from "../run/reason-words.ts";
import { useEditor, useFlow } from "../store/editor-context.ts";
import { ErrorStrip } from "./error-strip.tsx";
import { RunningStrip } from "./running-strip.tsx";

export function StateStrip({ node, run }: { readonly node: string; readonly run: NodeRun }) {
  const { t } = useTranslation(["canvas", "run"]);
  const language = useLanguage();
  const after = useEditor(({ views }) =>
    run.state === "waiting" && run.after !== null ? (views[run.after]?.title ?? "") : "",
  );
  switch (run.state) {
    case "none":
      return null;
    case "will-run":
      return <WillRun node={node} reason={run.reason} />;
    case "reused":
      return (
        <p className="strip reused">
          <Zap className="i s" aria-hidden="true" />
          <span>{t("reusedUnchanged")}</span>
        </p>
      );
    case "waiting":
      return (
        <p className="strip">
          <Hourglass className="i s" aria-hidden="true" />
          <span>{after === "" ? t("waits") : t("waitsFor", { node: after })}</span>
        </p>
      );
    case "running":
      return <RunningStrip progress={run.progress} />;
    case "paused":
      return <RunningStrip progress={run.progress} paused />;
    case "learning":
      return (
        <p className="strip learns">
          <Activity className="i s" aria-hidden="true" />
          <span>{t("learns")}</span>
        </p>
      );
    case "done":
      return (
        <p className="strip done">
          <Check className="i s" aria-hidden="true" />
          <span>
            {run.seconds === null ? t("done") : t("run:stepDone", { time: duration(run.seconds, language) })}
          </span>
        </p>
      );
    case "attention":
      return <Attention node={node} issue={run.issue} />;
    case "error":
      return <ErrorStrip node={node} issue={run.issue} />;
  }
}

/** What is odd, in short; the whole of it stands in the settings. */
function Attention({ node, issue }: { readonly node: string; readonly issue: Issue }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const select = useFlow((state) => state.select);
  const showTab = useEditor((state) => state.showTab);
  const { title, fix } = messageOf(issue, language);
  return (
    <div className="strip warn" title={fix}>
      <TriangleAlert className="i s" aria-hidden="true" />
      <span>{title}</span>
      <button
        type="button"
        className="text-button nodrag"
        onClick={() => {
          select([node]);
          showTab("settings");
        }}
      >
        {t("review")}
      </button>
    </div>
  );
}

function WillRun({ node, reason }: { readonly node: string; readonly reason: RunReason }) {
  const { t } = useTranslation("canvas");
  const words = useEditor((state) => reasonWords(reason, node, state));
  return (
    <p className="strip wrap">
      <RotateCw className="i s" aria-hidden="true" />
      <span>{words === "" ? t("willRunNext") : t("willRun", { reason: words })}</span>
    </p>
  );
}
