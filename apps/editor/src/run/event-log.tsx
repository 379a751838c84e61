/** The event log of a run as a card. */
import { useTranslation } from "react-i18next";
import { EventLines, type EventLinesProps } from "./event-lines.tsx";

export function EventLog(lines: EventLinesProps) {
  const { t } = useTranslation("run");
  return (
    <section className="card events" aria-labelledby="events-title">
      <header>
        <h2 id="events-title">{t("events")}</h2>
      </header>
      <div className="in">
        <EventLines {...lines} />
      </div>
    </section>
  );
}
