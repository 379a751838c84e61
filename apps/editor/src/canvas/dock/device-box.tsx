/** What computes, and what waits for it. */
import type { RunState } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { Cpu, Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { trpc } from "../../server/trpc.ts";
import { megabytes } from "../inspector/fields/megabytes.ts";

const LOOK_AGAIN = 5_000;

export function DeviceBox({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const { data: runners } = useQuery(
    trpc.system.runners.queryOptions(undefined, { refetchInterval: LOOK_AGAIN }),
  );
  const runner = runners?.find(({ runId }) => runId === run.runId) ?? runners?.[0];
  return (
    <div className="dock-box device-box">
      <h3>
        <Cpu className="i s" aria-hidden="true" />
        {runner === undefined ? t("noRunner") : runner.device.toUpperCase()}
      </h3>
      {runner === undefined ? null : (
        <p className="muted">
          {t("threads", { count: runner.threads })}, {megabytes(runner.memory, language)}
        </p>
      )}
      <Queue />
    </div>
  );
}

function Queue() {
  const { t } = useTranslation("canvas");
  const { data } = useQuery(
    trpc.runs.list.queryOptions(
      { statuses: ["queued", "running"], limit: 4 },
      { refetchInterval: LOOK_AGAIN },
    ),
  );
  if (data === undefined || data.length === 0) return null;
  // The list is newest first; the queue is served oldest first.
  return (
    <>
      <h3>
        <Layers className="i s" aria-hidden="true" />
        {t("queue")}
      </h3>
      <ol className="queue">
        {data.toReversed().map(({ id, name, status }) => (
          <li key={id} data-status={status}>
            <span>{name}</span>
            <b>{t(status === "running" ? "now" : "next")}</b>
          </li>
        ))}
      </ol>
    </>
  );
}
