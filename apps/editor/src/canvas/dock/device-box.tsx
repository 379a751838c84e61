/** What computes, and what waits for it. */
import type { RunState } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { Cpu, Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import type { Runner } from "../../server/shapes.ts";
import { trpc } from "../../server/trpc.ts";
import { megabytes } from "../inspector/fields/megabytes.ts";

const LOOK_AGAIN = 3_000;

export function DeviceBox({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("app");
  const { data: runners } = useQuery(
    trpc.system.runners.queryOptions(undefined, { refetchInterval: LOOK_AGAIN }),
  );
  const runner = runners?.find(({ runId }) => runId === run.runId) ?? runners?.[0];
  return (
    <div className="dock-box device-box">
      <h3>
        <Cpu className="i s" aria-hidden="true" />
        {runner === undefined ? t("runnerAbsent") : runner.device.toUpperCase()}
      </h3>
      {runner === undefined ? null : <Load runner={runner} />}
      <Queue />
    </div>
  );
}

function Load({ runner: { threads, memory, busy, memoryUsed } }: { readonly runner: Runner }) {
  const { t } = useTranslation(["canvas", "app"]);
  const language = useLanguage();
  const share = busy ?? 0;
  const used = memoryUsed ?? 0;
  return (
    <>
      <Meter
        label={`${t("busy")}, ${t("app:threads", { count: threads })}`}
        value={`${Math.round(share * 100)} %`}
        share={share}
      />
      <Meter
        label={t("memory")}
        value={t("partOf", { part: megabytes(used, language), whole: megabytes(memory, language) })}
        share={memory === 0 ? 0 : used / memory}
      />
    </>
  );
}

interface MeterProps {
  readonly label: string;
  readonly value: string;
  /** 0 to 1. */
  readonly share: number;
}

function Meter({ label, value, share }: MeterProps) {
  return (
    <div className="meter">
      <p>
        <span>{label}</span> <b>{value}</b>
      </p>
      <div className="bar-line" aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
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
