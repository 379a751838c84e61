/** Steps in the order in which they run, each with its state: done is quiet. */
import type { PipelineDocument, RunState, StepState } from "@fuseline/schema";
import { Check, CircleAlert, Hourglass, LoaderCircle, type LucideIcon, Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { duration } from "../ui/time-words.ts";
import { stepTitle } from "./step-title.ts";
import "./step-list.css";

export interface StepListProps {
  readonly run: RunState;
  readonly document: PipelineDocument | null;
}

export function StepList({ run, document }: StepListProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const steps = run.order.flatMap((key) => run.steps[key] ?? []);
  const reused = steps.filter(({ status }) => status === "reused").length;
  const ran = steps.filter(({ status }) => status === "finished").length;
  return (
    <section className="card steps" aria-labelledby="steps-title">
      <header>
        <h2 id="steps-title">{t("steps")}</h2>
        <span className="grow" />
        <span className="muted">{t("stepsReused", { reused, ran })}</span>
      </header>
      <ol className="in">
        {steps.map((step) => (
          <li key={step.key} data-status={step.status}>
            <StepIcon status={step.status} />
            <span className="step-name">{stepTitle({ step, document }, language)}</span>
            <StepWords step={step} isOver={run.status === "cancelled" || run.status === "failed"} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const ICONS: { readonly [S in StepState["status"]]: LucideIcon } = {
  waiting: Hourglass,
  running: LoaderCircle,
  reused: Zap,
  finished: Check,
  failed: CircleAlert,
};

function StepIcon({ status }: Pick<StepState, "status">) {
  const Icon = ICONS[status];
  return <Icon className="i s" aria-hidden="true" />;
}

function StepWords({ step, isOver }: { readonly step: StepState; readonly isOver: boolean }) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  switch (step.status) {
    case "waiting":
      return <span className="step-state">{t(isOver ? "stepNotRun" : "stepWaiting")}</span>;
    case "running":
      return isOver ? <span className="step-state">{t("stepNotRun")}</span> : <RunningState step={step} />;
    case "reused":
      return <span className="step-state">{t("stepReused")}</span>;
    case "finished":
      return (
        <span className="step-state">{t("stepDone", { time: duration(step.seconds ?? 0, language) })}</span>
      );
    case "failed":
      return <span className="step-state">{t("stepFailed")}</span>;
  }
}

function RunningState({ step: { progress } }: { readonly step: StepState }) {
  const { t } = useTranslation("run");
  if (progress === undefined || progress.total === 0)
    return <span className="step-state">{t("stepRunning")}</span>;
  const { done, total } = progress;
  const words = t(unitWords(progress.unit), { done, total });
  return (
    <span className="step-state">
      {words}
      <progress max={total} value={done} aria-label={words} />
    </span>
  );
}

function unitWords(unit: string): "unitEpochs" | "unitRows" | "unitSubsets" | "unitOther" {
  switch (unit) {
    case "epochs":
      return "unitEpochs";
    case "rows":
      return "unitRows";
    case "subsets":
      return "unitSubsets";
    default:
      return "unitOther";
  }
}
