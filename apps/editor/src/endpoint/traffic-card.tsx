/** Calls of the last day or week: how many, how fast, how many failed through our fault. */
import { formatNumber } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { shortNumber } from "../runs/headline.ts";
import { trpc } from "../server/trpc.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { trafficOf } from "./traffic.ts";
import { TrafficBars } from "./traffic-bars.tsx";

const SPANS = [
  { words: "hours24", hours: 24, bars: 24 },
  { words: "days7", hours: 168, bars: 28 },
] as const;

export function TrafficCard({ name }: { readonly name: string }) {
  const { t } = useTranslation("endpoint");
  const [span, setSpan] = useState<(typeof SPANS)[number]>(SPANS[0]);
  const traffic = useQuery(
    trpc.endpoints.traffic.queryOptions({ name, hours: span.hours }, { refetchInterval: 15_000 }),
  );
  return (
    <section className="card traffic-card" aria-labelledby="traffic-title">
      <header>
        <h2 id="traffic-title">{t("traffic")}</h2>
        <span className="grow" />
        <fieldset className="seg" aria-label={t("traffic")}>
          {SPANS.map((each) => (
            <button key={each.words} type="button" aria-pressed={each === span} onClick={() => setSpan(each)}>
              {t(each.words)}
            </button>
          ))}
        </fieldset>
      </header>
      <div className="in">
        {traffic.isPending ? <Skeleton height={170} /> : null}
        {traffic.isError ? <FailureNotice error={traffic.error} retry={traffic.refetch} /> : null}
        {traffic.data === undefined ? null : (
          <Figures traffic={trafficOf(traffic.data, { ...span, now: Date.now() })} />
        )}
      </div>
    </section>
  );
}

function Figures({ traffic }: { readonly traffic: ReturnType<typeof trafficOf> }) {
  const { t } = useTranslation("endpoint");
  const language = useLanguage();
  const { calls, medianMs, p95Ms, failures } = traffic;
  if (calls === 0 || medianMs === null || p95Ms === null) return <p className="muted">{t("noTraffic")}</p>;
  return (
    <>
      <ul className="figures">
        <li>
          <b>{formatNumber(calls, language)}</b> {t("calls")}
        </li>
        <li>
          <b>{shortNumber(medianMs, language)}</b> {t("half")}
        </li>
        <li>
          <b>{shortNumber(p95Ms, language)}</b> {t("p95")}
        </li>
        <li>
          <b>{formatNumber(failures, language)}</b> {t("failures")}
        </li>
      </ul>
      <TrafficBars bars={traffic.bars} />
    </>
  );
}
