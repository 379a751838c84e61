/** A run's events as lines for a person: one line a step, a redrawn line inside it. */
import { formatNumber, type PipelineDocument, type RunEvent, type Text } from "@fuseline/schema";
import type { Terminal } from "../terminal.ts";
import { issueLines } from "./issues.ts";

/** Returns what to do with each event, in order. */
export function runProgress(terminal: Terminal, document: PipelineDocument): (event: RunEvent) => void {
  const titles = new Map<string, string>();
  const latest = new Map<string, number>();
  const { language } = terminal;
  const number = (value: number): string => formatNumber(value, language);
  const titleOf = (key: string, nodeIds: readonly string[]): string => titles.get(key) ?? nodeIds.join(", ");
  const say = (words: Text): void => terminal.say(words);
  return (event) => {
    switch (event.type) {
      case "run-started":
        for (const { key, title } of event.steps) titles.set(key, title);
        if (event.attempt > 1)
          say({
            en: `Taken up again (attempt ${event.attempt}).`,
            ru: `Продолжаем (попытка ${event.attempt}).`,
          });
        return;
      case "run-paused":
        say({
          en: "Paused; it goes on when it is resumed in the browser.",
          ru: "Пауза; продолжить можно в браузере.",
        });
        return;
      case "step-started":
        latest.clear();
        terminal.progress(`… ${titleOf(event.key, event.nodeIds)}`);
        return;
      case "step-reused": {
        const title = titleOf(event.key, event.nodeIds);
        say({ en: `= ${title}: ready from before`, ru: `= ${title}: готово с прошлого раза` });
        return;
      }
      case "step-finished": {
        const title = titleOf(event.key, event.nodeIds);
        const seconds = number(Math.round(event.seconds * 10) / 10);
        say({ en: `✓ ${title}: ${seconds} s`, ru: `✓ ${title}: ${seconds} с` });
        return;
      }
      case "progress": {
        const eta = event.etaSeconds === undefined ? "" : `, ~${number(Math.round(event.etaSeconds))} s`;
        const curve = [...latest].map(([series, value]) => `${series} ${value.toFixed(4)}`).join("  ");
        terminal.progress(
          `… ${titleOf(event.key, event.nodeIds)} ${event.done}/${event.total} ${event.unit}${eta}  ${curve}`,
        );
        return;
      }
      case "metric":
        latest.set(event.series, event.value);
        return;
      case "log":
        for (const line of issueLines(event.issue, language, document)) terminal.say(line);
        return;
      case "step-failed":
        for (const line of issueLines(event.issue, language, document)) terminal.say(line);
        return;
      case "sample":
      case "run-queued":
      case "run-resumed":
      case "run-finished":
        return;
    }
  };
}
