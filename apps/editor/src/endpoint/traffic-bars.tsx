/** Calls over time as bars; the newest is ink. */
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { TrafficBar } from "./traffic.ts";

export function TrafficBars({ bars }: { readonly bars: readonly TrafficBar[] }) {
  const { t } = useTranslation("endpoint");
  const language = useLanguage();
  const most = Math.max(1, ...bars.map(({ calls }) => calls));
  const time = (at: number): string =>
    new Date(at).toLocaleString(language, {
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  return (
    <ul className="traffic-bars">
      {bars.map(({ from, calls }) => {
        const words = t("callsAt", { when: time(from), count: calls });
        return (
          <li key={from} title={words}>
            <span className="sr">{words}</span>
            <span className="bar-of-calls" style={{ height: `${(calls / most) * 100}%` }} />
          </li>
        );
      })}
    </ul>
  );
}
